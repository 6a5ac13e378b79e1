"""The dashboards on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.kinds import Resource
from dogwatch.names import Mark
from dogwatch.report.pages.markup import code, text
from dogwatch.report.text import title_of


def dashboards(resources: Iterable[Resource]) -> Iterator[str]:
    """A line each: the title, what the dashboard says of itself, and its key."""
    for dashboard in resources:
        said = " ".join(line for line in _description(dashboard) if Mark.read(line.strip()) is None)
        about = f": {text(said)}" if said.strip() else ""
        yield f"- **{text(title_of(dashboard.body))}** ({code(dashboard.key)}){about}"


def _description(dashboard: Resource) -> list[str]:
    return str(dashboard.body.get("description") or "").splitlines()
