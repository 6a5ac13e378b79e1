"""A team on a page: its name and the handles that reach it."""

from __future__ import annotations

from collections.abc import Iterable

from dogwatch.declare import Team
from dogwatch.report.pages.markup import code, text


def answers(team: Team) -> str:
    """The team and its handles in a line, as text that mentions nobody."""
    ways = {
        "woken by": team.page,
        "reads": team.notify,
        "by mail": team.email,
        "when it goes on": team.escalate,
        "on GitHub": (team.github,) if team.github else (),
    }
    reached = [f"{words} {handles(several)}" for words, several in ways.items() if several]
    return ", ".join([f"the team {text(team.name)}", *reached])


def handles(names: Iterable[str]) -> str:
    """Handles as text that mentions nobody."""
    return ", ".join(map(code, names)) or "nobody"
