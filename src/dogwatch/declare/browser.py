"""What pages in browsers should know of a catalog: a script that gives the events of Datadog's RUM their features."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from dogwatch.declare.catalog import Declared
from dogwatch.declare.feature import Feature
from dogwatch.declare.signals import Engagement
from dogwatch.names import TASK, route_order

_TEMPLATE = Path(__file__).parent / "templates" / "features.js"


def browser_script(declared: Declared) -> str:
    """The script of a checked catalog, with the routes of requests and the actions of all its features."""
    routes = browser_routes(declared.features)
    lines = ",\n    ".join(_script([*route.split(" ", 1), feature]) for route, feature in routes)
    actions = ",\n    ".join(_script(pair) for pair in sorted(browser_actions(declared.features).items()))
    template = _TEMPLATE.read_text(encoding="utf-8")
    return (
        template.replace("{{catalog}}", declared.catalog.name)
        .replace("{{routes}}", f"[\n    {lines},\n  ]" if lines else "[]")
        .replace("{{actions}}", f"[\n    {actions},\n  ]" if actions else "[]")
    )


def browser_routes(features: Iterable[Feature]) -> list[tuple[str, str]]:
    """Routes of requests with their features, in the order in which the first that fits is the right one."""
    routes = [(route, feature.name) for feature in features for route in feature.routes]
    return sorted(
        ((route, name) for route, name in routes if not route.startswith(f"{TASK} ")),
        key=lambda pair: route_order(pair[0]),
    )


def browser_actions(features: Iterable[Feature]) -> Mapping[str, str]:
    """The feature of each action; one that several features have says nothing of any."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for feature in features:
        for signal in feature.signals_of(Engagement):
            for action in signal.actions:
                owners[action].add(feature.name)
    return {action: min(names) for action, names in owners.items() if len(names) == 1}


def _script(value: object) -> str:
    """The value in JavaScript, also where the script stands in a page: no `</script>` is in it."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
