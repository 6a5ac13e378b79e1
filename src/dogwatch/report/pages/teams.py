"""A team on a page: its name and the handles that reach it."""

from __future__ import annotations

from collections.abc import Iterable

from dogwatch.declare import Team
from dogwatch.report.pages.markup import code, text


def answers(team: Team) -> str:
    """The team and its handles in a line, as text that mentions nobody."""
    ways = {"woken by": woken_by(team), "reads": _several(team.notify), "on GitHub": _several(team.github)}
    reached = [f"{words} {handles(several)}" for words, several in ways.items() if several]
    return ", ".join([f"the team {text(team.name)}", *reached])


def woken_by(team: Team) -> tuple[str, ...]:
    """The handles that wake somebody."""
    return _several(team.page)


def handles(names: Iterable[str]) -> str:
    """Handles as text that mentions nobody."""
    return ", ".join(map(code, names)) or "nobody"


def _several(handle: str | None) -> tuple[str, ...]:
    return () if handle is None else (handle,)
