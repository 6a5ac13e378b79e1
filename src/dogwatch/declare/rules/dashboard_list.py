"""What is wrong with lists of dashboards."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import rules
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.dashboard_list import EVERY, DashboardList
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake

Said = Iterator[tuple[str, tuple[str, str]]]

_REMEDY = "write the Dashboard, a reference ${dashboard:…}, or '*' alone for all of the catalog"


def dashboard_list_mistakes(listed: DashboardList) -> Iterator[Mistake]:
    """What it is called, and what is in it."""
    for argument, (seen, remedy) in _arguments(listed):
        subject = f"dashboard_list {listed.name}: {argument}"
        yield Mistake(argument_place(listed.place, argument), subject, seen, remedy)


def _arguments(listed: DashboardList) -> Said:
    if listed.title is not None:
        yield from (("title", said) for said in says_something(listed.title, "what people look for"))
    if listed.dashboards == (EVERY,):
        return
    for each in listed.dashboards:
        if isinstance(each, Dashboard) or (isinstance(each, str) and each.startswith("${dashboard:")):
            continue
        seen = "'*' stands beside others" if each == EVERY else f"{rules.called(each)} is no dashboard of the catalog"
        yield "dashboards", (seen, _REMEDY)
