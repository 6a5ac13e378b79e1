"""Dashboards with values that nobody measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dogwatch.kinds import METRIC_METADATA, METRIC_TAGS, POWERPACK, SLO, Resource

if TYPE_CHECKING:
    from dogwatch.draw import MonitorState, Page

Body = Mapping[str, Any]

MADE_UP = (
    "The values on this page are made up, since no embedded Datadog was asked: they show what the dashboard looks like,"
    " and nothing that was measured."
)


@dataclass(frozen=True)
class Known:
    """What a catalog says of what dashboards show: SLOs by what names them, metadata and types of metrics, and the
    attributes of powerpacks by what names them.
    """

    slos: Mapping[str, Body]
    metadata: Mapping[str, Body]
    types: Mapping[str, str]
    packs: Mapping[str, Body] = field(default_factory=dict)

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
            {str(each.reference): each.body["attributes"] for each in every if each.kind == POWERPACK.name},
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
    monitors: Callable[[str], Iterable[MonitorState]] | None = None,
) -> Page:
    """The page of a dashboard's body as of the second `now`; the same input gives the same page.

    `monitors` finds monitors with their states by a search; without it none has one.
    """
    [made] = made_up_pages([dashboard], known, now, span, variables, origin, monitors)
    return made


def made_up_pages(
    dashboards: Sequence[Body],
    known: Known,
    now: int,
    span: str | None = None,
    variables: Mapping[str, Sequence[str]] | None = None,
    origin: str = MADE_UP,
    monitors: Callable[[str], Iterable[MonitorState]] | None = None,
) -> list[Page]:
    """Pages whose values are the same wherever they ask for the same."""
    from dogwatch import draw  # with numpy

    every = {"widgets": [widget for each in dashboards for widget in _widgets(each, known.packs)]}
    begins, ends, _ = zip(*[draw.shown(each, now, span) for each in dashboards], strict=True)
    chosen = {name: choice for each in dashboards for name, choice in draw.choices(each, variables or {}).items()}
    store = draw.made_up(every, known.slos, chosen, min(begins), max(ends), known.unit, known.types.get)
    data = draw.Data(
        store,
        known.metadata.get,
        known.slos.get,
        origin=origin,
        slos=known.slos.items,
        powerpack=known.packs.get,
    )
    data = data if monitors is None else replace(data, monitors=monitors)
    return [draw.page(each, data, now, span, variables) for each in dashboards]


def _widgets(holder: Body, packs: Mapping[str, Body]) -> Iterator[Any]:
    """The widgets of a dashboard, and the groups that powerpacks on it stand for."""
    listed = holder.get("widgets")
    for widget in listed if isinstance(listed, list) else ():
        yield widget
        definition = widget.get("definition") if isinstance(widget, dict) else None
        if isinstance(definition, dict):
            pack = packs.get(str(definition.get("powerpack_id")))
            yield from [] if pack is None else [pack["group_widget"]]
            yield from _packed(definition, packs)


def _packed(group: Body, packs: Mapping[str, Body]) -> Iterator[Any]:
    """The groups of powerpacks that stand in a group."""
    inside = group.get("widgets")
    for widget in inside if isinstance(inside, list) else ():
        definition = widget.get("definition") if isinstance(widget, dict) else None
        pack = packs.get(str(definition.get("powerpack_id"))) if isinstance(definition, dict) else None
        yield from [] if pack is None else [pack["group_widget"]]
