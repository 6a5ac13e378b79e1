"""What `dogwatch export` wrote: the features of a catalog, for a service that knows nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dogwatch.names import CATALOG_FILE, is_route
from dogwatch.routes import Routes

from .complaints import complain


class Known(NamedTuple):
    """Bounds of fast calls by feature, in seconds; features that ask for processor time; keys of tags that code may put
    on calls; routes of this service.
    """

    within: Mapping[str, float]
    cpu: frozenset[str]
    tags: frozenset[str]
    routes: Routes


def read_catalog(path: str, service: str | None) -> Known | None:
    """What the file says of the service, or of all services if it has no name; None, and a log, for any other file."""
    # Only services with a catalog pay for it.
    import json
    from pathlib import Path

    try:
        features = _features(json.loads(Path(path).read_text(encoding="utf-8")), service)
        return Known(_bounds(features), _cpu(features), _tags(features), Routes(_routes(features)))
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        complain(f"catalog:{path}", f"{path} is not read, so that routes have no features: {error!r}")
        return None


def _features(data: Any, service: str | None) -> dict[str, Any]:
    if data["version"] != CATALOG_FILE:
        raise ValueError(f"it has version {data['version']!r}; this dogwatch reads {CATALOG_FILE}")
    features: dict[str, Any] = data["features"]
    return {name: feature for name, feature in features.items() if service is None or feature["service"] == service}


def _bounds(features: dict[str, Any]) -> dict[str, float]:
    return {name: float(feature["within"]) for name, feature in features.items() if "within" in feature}


def _cpu(features: dict[str, Any]) -> frozenset[str]:
    return frozenset(name for name, feature in features.items() if feature.get("cpu") is True)


def _tags(features: dict[str, Any]) -> frozenset[str]:
    return frozenset(str(tag) for feature in features.values() for tag in feature.get("tags", ()))


def _routes(features: dict[str, Any]) -> list[tuple[str, str]]:
    routes = [(name, route) for name, feature in features.items() for route in feature.get("routes", ())]
    wrong = [route for _, route in routes if not is_route(route)]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is no route")
    return routes
