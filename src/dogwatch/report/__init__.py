"""Plans as text, as Markdown and as JSON; who is told what; what is wrong; a catalog's pages, its files' owners.

Whatever few commands need is handed on lazily, since every command that speaks to Datadog shows plans as text.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dogwatch.report.data import plan_data
from dogwatch.report.text import Paint, first_few, plan_lines, summary, title_of, unpainted
from dogwatch.report.uses import uses_data, uses_lines

if TYPE_CHECKING:
    from dogwatch.report.checks import checks_page
    from dogwatch.report.codeowners import BrokenMarkers, owners_of, with_owners
    from dogwatch.report.findings import finding_lines, findings_data
    from dogwatch.report.history import NOT_READABLE, history_data, history_lines, touched
    from dogwatch.report.markdown import plan_markdown
    from dogwatch.report.pages import Book, catalog_pages, picture_of, runbook, written_by
    from dogwatch.report.permissions import permissions_page
    from dogwatch.report.routes import route_lines, routes_data
    from dogwatch.report.signals import signals_page

_HOMES = {
    "checks_page": ".checks",
    "BrokenMarkers": ".codeowners",
    "owners_of": ".codeowners",
    "with_owners": ".codeowners",
    "finding_lines": ".findings",
    "findings_data": ".findings",
    "NOT_READABLE": ".history",
    "history_data": ".history",
    "history_lines": ".history",
    "touched": ".history",
    "plan_markdown": ".markdown",
    "Book": ".pages",
    "catalog_pages": ".pages",
    "picture_of": ".pages",
    "written_by": ".pages",
    "permissions_page": ".permissions",
    "route_lines": ".routes",
    "routes_data": ".routes",
    "runbook": ".pages",
    "signals_page": ".signals",
}

__all__ = [
    "NOT_READABLE",
    "Book",
    "BrokenMarkers",
    "Paint",
    "catalog_pages",
    "checks_page",
    "finding_lines",
    "findings_data",
    "first_few",
    "history_data",
    "history_lines",
    "owners_of",
    "permissions_page",
    "picture_of",
    "plan_data",
    "plan_lines",
    "plan_markdown",
    "route_lines",
    "routes_data",
    "runbook",
    "signals_page",
    "summary",
    "title_of",
    "touched",
    "unpainted",
    "uses_data",
    "uses_lines",
    "with_owners",
    "written_by",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dogwatch.report' has no attribute {name!r}")
    return getattr(importlib.import_module(home, __name__), name)


def __dir__() -> list[str]:
    return __all__
