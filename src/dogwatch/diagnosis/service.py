"""Whether calls of a running service move the metrics of the features that their routes belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dogwatch.declare import Feature
from dogwatch.names import CPU, DURATION, HITS, INTERACTIONS, ROUTE, normalized_tag
from dogwatch.routes import Found

from .calls import Called, owner, routed, uncalled
from .finding import Finding, counted
from .moved import Moved
from .wanted import wanted

_NO_ROUTE = frozenset({404, 405})


class Tried(NamedTuple):
    """The calls of a service at an address, and what moved at a Datadog within so many seconds after."""

    features: Sequence[Feature]
    called: Sequence[Called]
    moved: Moved
    url: str
    datadog: str
    patience: float


def has_come(features: Sequence[Feature], called: Sequence[Called], seen: Moved) -> bool:
    """Whether there is nothing to wait for: hits and durations of every route that was answered."""
    owners = [found for each in called if each.status and (found := owner(routed(features), each.call))]
    return all(_of_route(seen, found) and seen.durations[found.feature,] for found in owners)


def service_findings(tried: Tried) -> Iterator[Finding]:
    """Per call what was answered and which metrics of which feature moved; then the features that were not called."""
    for called in tried.called:
        yield from _answered(called, tried)
        if called.status is not None:
            yield from _hits(called, tried)
    for feature, route in uncalled(tried.features, [each.call for each in tried.called]):
        remedy = f'ask for it: --call "{route}"' if route else "it has no routes: --call what leads to it"
        yield Finding(f"feature {feature.name}", "calls", "hint", "none of its routes was called", remedy)


def _answered(called: Called, tried: Tried) -> Iterator[Finding]:
    subject = str(called.call)
    if called.status is None:
        remedy = f"start the service, or name its address; {tried.url} was called"
        yield Finding(subject, "answer", "missing", called.failure, remedy)
        return
    seen = f"{called.status} in {called.took * 1000:.0f} ms"
    if called.status in _NO_ROUTE:
        remedy = "the service has no such route: mend the routes of the feature, or the address"
        yield Finding(subject, "answer", "wrong", seen, remedy)
    elif called.status >= 400:
        remedy = "the feature counts it as an error" if called.status >= 500 else "--call it as people do"
        yield Finding(subject, "answer", "hint", seen, remedy)
    else:
        yield Finding(subject, "answer", "ok", seen)


def _hits(called: Called, tried: Tried) -> Iterator[Finding]:
    subject, found = str(called.call), owner(routed(tried.features), called.call)
    if found is None:
        seen = f"no feature has this route; features that had calls: {', '.join(tried.moved.features) or 'none'}"
        remedy = 'add the route to its feature, or put @track("…") on the code'
        yield Finding(subject, HITS.name, "hint", seen, remedy)
        return
    number = _of_route(tried.moved, found)
    if not number:
        yield Finding(subject, HITS.name, "missing", *_why(found, tried))
        return
    yield Finding(subject, HITS.name, "ok", f"{number} of {found.feature} by route {found.template}")
    feature = next(each for each in tried.features if each.name == found.feature)
    yield from _tags(subject, feature, tried)
    yield from _others(subject, feature, tried.moved)


def _of_route(moved: Moved, found: Found) -> int:
    route = normalized_tag(f"{ROUTE}:{found.template}").partition(":")[2]
    return moved.routes[found.feature, route]


def _why(found: Found, tried: Tried) -> tuple[str, str]:
    """Why a call of a route moved nothing."""
    moved, name = tried.moved, found.feature
    late = f"within {tried.patience:.0f} s"
    if moved.of(name):
        return f"calls of {name} came, but none by its route: the code tracks it, not the middleware", _MIDDLEWARE
    if moved.features:
        others = ", ".join(moved.features)
        return f"nothing of {name} came {late}; what came is of {others}", _MIDDLEWARE
    remedy = "start the service with the DD_AGENT_HOST and DD_DOGSTATSD_PORT that dogwatch up says, or set DATADOG_HOST"
    return f"no call of any feature came to {tried.datadog} {late}", f"{remedy}; {_MIDDLEWARE}"


_MIDDLEWARE = "requests become calls by the middleware of the framework and a fresh DOGWATCH_CATALOG (dogwatch export)"


def _tags(subject: str, feature: Feature, tried: Tried) -> Iterator[Finding]:
    came = [(service, env) for (name, service, env), _ in tried.moved.hits.items() if name == feature.name]
    if feature.service not in (service for service, _ in came):
        seen = f"it is {', '.join(sorted({service for service, _ in came}))}, not {feature.service}"
        yield Finding(subject, "tag service", "wrong", seen, f"start the service with DD_SERVICE={feature.service}")
    if any(env == "N/A" for _, env in came) or not came:
        yield Finding(subject, "tag env", "missing", "metrics come without it", "start the service with DD_ENV=…")


def _others(subject: str, feature: Feature, moved: Moved) -> Iterator[Finding]:
    """The feature's other metrics: durations come with every call, the rest when there is reason to."""
    for each in wanted(feature):
        match each.metric.name:
            case DURATION.name:
                number, state = moved.durations[feature.name,], "missing"
            case CPU.name:
                number, state = moved.processor[feature.name,], "hint"
            case INTERACTIONS.name:
                number, state = moved.actions[feature.name, each.tags[-1].partition(":")[2]], "hint"
            case _:
                continue
        if number:
            yield Finding(subject, each.name, "ok", counted(number, "value") if not each.action else f"{number}")
        elif state == "missing":
            yield Finding(subject, each.name, "missing", "calls came without it", "send seconds, as a distribution (d)")
        else:
            yield Finding(subject, each.name, "hint", "this call did not move it")
