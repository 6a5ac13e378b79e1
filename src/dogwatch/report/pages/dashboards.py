"""The dashboards on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.kinds import Resource
from dogwatch.names import Mark
from dogwatch.report.pages.book import feature_in
from dogwatch.report.pages.markup import code, text
from dogwatch.report.text import title_of


def dashboards(resources: Iterable[Resource]) -> Iterator[str]:
    """A line each: the title, what the dashboard says of itself, and its key."""
    for dashboard in resources:
        said = " ".join(line for line in _description(dashboard) if Mark.read(line.strip()) is None)
        about = f": {text(said)}" if said.strip() else ""
        yield f"- **{text(title_of(dashboard.body))}** ({code(dashboard.key)}){about}"


def picture_of(dashboard: Resource) -> str | None:
    """The file of the picture of a dashboard, beside the pages; None for one of no feature, which has no page."""
    _, _, name = dashboard.key.partition("/")
    return f"pictures/{name.replace('/', '.')}.svg" if feature_in(dashboard.key) else None


def shown(resources: Iterable[Resource]) -> Iterator[str]:
    """The pictures of a feature's own dashboards, each in a paragraph."""
    for dashboard in resources:
        if (file := picture_of(dashboard)) is not None:
            yield from ("", f"![{text(title_of(dashboard.body))} with made-up values]({file})")


def _description(dashboard: Resource) -> list[str]:
    return str(dashboard.body.get("description") or "").splitlines()
