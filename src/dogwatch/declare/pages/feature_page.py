"""The page of a feature: what is promised, how it does, and what alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.feature import Feature
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.widgets import Item, Widget, items
from dogwatch.declare.wrong import Wrong

from . import sections


def feature_page(feature: Feature, *, name: str = "page", extra: Iterable[Item] = ()) -> Dashboard:
    """Everything about a feature on one dashboard, with its SLOs and the states of its monitors.

    Messages of the feature's monitors link to it. `extra` are widgets of your own, which stand below the others.
    """
    if not isinstance(feature, Feature):
        wrong = Wrong((f"{feature!r} is no Feature; write the feature itself, as in feature_page(checkout)",))
        return Dashboard(name, title=name, widgets=wrong)
    own = tuple(extra)

    def widgets(around: Surroundings) -> list[Widget]:
        return [*_sections(feature, around), *items(own)]

    about = f"The feature {feature.name}"
    return Dashboard(
        name,
        feature=feature,
        title=str(feature.name),
        description=f"{about}: {feature.description}" if feature.description else about,
        widgets=widgets,
        linked=True,
    )


def _sections(feature: Feature, around: Surroundings) -> Iterator[Widget]:
    yield sections.head(feature, around)
    yield from sections.promises(feature, around.slos_of(feature))
    yield sections.response_time(feature)
    yield sections.traffic(feature)
    yield sections.errors(feature)
    yield sections.resources(feature)
    yield from sections.engagement(feature)
