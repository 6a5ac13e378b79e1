"""A team on a page: its name and the handles that reach it."""

from __future__ import annotations

from dogwatch.declare import Team
from dogwatch.report.pages.markup import code, text


def answers(team: Team) -> str:
    """The team and its handles in a line, as text that mentions nobody."""
    return ", ".join([f"the team {text(team.name)}", *_reached(team)])


def _reached(team: Team) -> list[str]:
    ways = {"woken by": team.page, "reads": team.notify, "on GitHub": team.github}
    return [f"{words} {code(handle)}" for words, handle in ways.items() if handle]
