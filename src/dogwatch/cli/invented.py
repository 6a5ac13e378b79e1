"""Dashboards with values that nobody measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dogwatch.kinds import METRIC_METADATA, METRIC_TAGS, SLO, Resource

if TYPE_CHECKING:
    from dogwatch.draw import Page

Body = Mapping[str, Any]

MADE_UP = (
    "The values on this page are made up, since no embedded Datadog was asked: they show what the dashboard looks like,"
    " and nothing that was measured."
)


@dataclass(frozen=True)
class Known:
    """What a catalog says of what dashboards show: SLOs by what names them, and metadata and types of metrics."""

    slos: Mapping[str, Body]
    metadata: Mapping[str, Body]
    types: Mapping[str, str]

    @classmethod
    def of(cls, resources: Iterable[Resource]) -> Known:
        every = list(resources)
        return cls(
            {str(each.reference): each.body for each in every if each.kind == SLO.name},
            {str(each.body["metric"]): each.body for each in every if each.kind == METRIC_METADATA.name},
            {
                str(each.body["id"]): str(each.body["attributes"]["metric_type"])
                for each in every
                if each.kind == METRIC_TAGS.name
            },
        )

    def unit(self, metric: str) -> str | None:
        return self.metadata.get(metric, {}).get("unit")


def made_up_page(
    dashboard: Body,
    known: Known,
    now: int,
    span: str | None = None,
    variables: Mapping[str, Sequence[str]] | None = None,
    origin: str = MADE_UP,
) -> Page:
    """The page of a dashboard's body as of the second `now`; the same input gives the same page."""
    [made] = made_up_pages([dashboard], known, now, span, variables, origin)
    return made


def made_up_pages(
    dashboards: Sequence[Body],
    known: Known,
    now: int,
    span: str | None = None,
    variables: Mapping[str, Sequence[str]] | None = None,
    origin: str = MADE_UP,
) -> list[Page]:
    """Pages whose values are the same wherever they ask for the same."""
    from dogwatch import draw  # with numpy

    every = {"widgets": [widget for each in dashboards for widget in _widgets(each)]}
    begins, ends, _ = zip(*[draw.shown(each, now, span) for each in dashboards], strict=True)
    chosen = {name: choice for each in dashboards for name, choice in draw.choices(each, variables or {}).items()}
    store = draw.made_up(every, known.slos, chosen, min(begins), max(ends), known.unit, known.types.get)
    data = draw.Data(store, known.metadata.get, known.slos.get, origin=origin, slos=known.slos.items)
    return [draw.page(each, data, now, span, variables) for each in dashboards]


def _widgets(dashboard: Body) -> list[Any]:
    listed = dashboard.get("widgets")
    return listed if isinstance(listed, list) else []
