"""What services in any repository should know of a catalog: a file that `dogwatch.instrument` reads."""

from __future__ import annotations

from typing import Any

from dogwatch.declare.catalog import Declared
from dogwatch.declare.feature import Feature
from dogwatch.declare.objectives import LatencyObjective
from dogwatch.declare.signals import CallSignal, Resources
from dogwatch.names import CATALOG_FILE, HITS


def exported(declared: Declared) -> dict[str, Any]:
    """The features of a checked catalog for their services: routes, the bound of a fast call (seconds) where
    `feature.hits` tells it, whether processor time is limited, and the tags that code may put on calls.

    The format has a version number.
    """
    features = {feature.name: _feature(feature) for feature in declared.features}
    return {"version": CATALOG_FILE, "catalog": declared.catalog.name, "features": features}


def _feature(feature: Feature) -> dict[str, Any]:
    """Of a feature, what there is to say."""
    said = {"routes": list(feature.routes), "within": _bound(feature), "cpu": _cpu(feature), "tags": _tags(feature)}
    return {"service": feature.service, **{key: value for key, value in said.items() if value}}


def _bound(feature: Feature) -> float | None:
    """An objective that is computed from durations needs no tag `fast`, which would double the feature's hits."""
    counted = [objective for objective in feature.objectives_of(LatencyObjective) if not objective.percentiles]
    return counted[0].within.seconds if counted else None


def _cpu(feature: Feature) -> bool:
    return any(signal.cpu for signal in feature.signals_of(Resources))


def _tags(feature: Feature) -> list[str]:
    """Tags by which signals tell calls apart, and those whose number of values the feature knows."""
    keys = {key for signal in feature.signals if isinstance(signal, CallSignal) for key in signal.by}
    return sorted({*keys, *feature.values} - {*HITS.tags, "action"})
