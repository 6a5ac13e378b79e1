"""Why a metric does not come, as far as can be told from what does, and what to do about it."""

from __future__ import annotations

from dogwatch.declare import Feature
from dogwatch.names import CLIENT_DROPPED, CPU, DURATION, INTERACTIONS, PROCESS_MEMORY, USERS
from dogwatch.nearest import nearest

from .listened import BEAT, Listened
from .wanted import Wanted

# So many calls of a feature have their processor time measured once (dogwatch.instrument).
_SAMPLED = 16
_NO_CPU = (
    "requests have it measured where the file of DOGWATCH_CATALOG says so: write it anew (dogwatch export); other "
    'coroutines and generators where the code does: @track("{feature}", cpu=True)'
)


def silent_feature(feature: Feature, listened: Listened) -> tuple[str, str]:
    """Nothing came of a feature: what was seen instead, and what to do."""
    heard = listened.heard
    if not heard.series:
        return "nothing came", ""
    services = heard.values("service", "feature.")
    if feature.service not in services:
        return _silent_service(feature, services, listened)
    meant = nearest(feature.name, set(heard.values("feature")) - listened.known)
    if meant:
        return f"nothing came of it, but of {meant!r}", f'if that is it, write @track("{feature.name}")'
    if feature.routes:
        return "its service sends metrics, and none of it", f"{how_to_call(feature)}; {_by_route(feature)}"
    way = f'put @track("{feature.name}") on the code that is a call of it, and have that code imported'
    return "its service sends metrics, and none of it: the code is not decorated, or not loaded", way


def how_to_call(feature: Feature) -> str:
    """What makes a call of it."""
    return f"call it, as by {feature.routes[0]}" if feature.routes else "call it"


def is_too_early(feature: Feature, wanted: Wanted, listened: Listened) -> bool:
    """Whether fewer calls came than it takes for one of them to have the metric."""
    return wanted.metric == CPU and listened.calls(feature.name) < _SAMPLED


def why_missing(feature: Feature, wanted: Wanted, listened: Listened) -> tuple[str, str]:
    """Calls of the feature came, and one of its metrics did not."""
    match wanted.metric.name:
        case DURATION.name:
            return "calls came without it: dogwatch.instrument sends both", "send seconds, as a distribution (d)"
        case INTERACTIONS.name:
            return _no_action(feature, wanted.action, listened)
        case USERS.name:
            return "nobody was named", 'interaction("…", user=…) counts distinct people'
        case CPU.name:
            return f"{listened.calls(feature.name):.0f} calls came without it", _NO_CPU.format(feature=feature.name)
        case PROCESS_MEMORY.name:
            return _no_memory(feature, listened)
    return "it did not come", how_to_call(feature)


def _silent_service(feature: Feature, services: list[str], listened: Listened) -> tuple[str, str]:
    start = f"start it with DD_SERVICE={feature.service} {listened.way_here}"
    others = f"; what came is of {', '.join(services)}" if services else "; what came is not of dogwatch.instrument"
    return f"nothing came of service:{feature.service}{others}", start


def _by_route(feature: Feature) -> str:
    return (
        "a request becomes a call by the middleware of the framework and by DOGWATCH_CATALOG "
        f"(dogwatch export catalog.json), where DD_SERVICE is {feature.service}"
    )


def _no_action(feature: Feature, action: str, listened: Listened) -> tuple[str, str]:
    came = [
        value
        for series in listened.heard.of(INTERACTIONS.name, f"feature:{feature.name}")
        for value in series.values("action")
    ]
    remedy = f'write interaction("{action}") where people do it, inside a call of {feature.name} or with feature='
    meant = nearest(action, came)
    if meant:
        return f"action:{meant} came instead", f'write interaction("{action}"), or declare {meant!r}'
    lost = listened.heard.sum(listened.heard.of(CLIENT_DROPPED.name, "reason:no_feature"))
    if lost:
        return f"{lost:.0f} interactions ran in no call of a feature and were dropped", remedy
    return f"nobody did it, or no code says so{_others(came)}", remedy


def _others(came: list[str]) -> str:
    return f"; other actions came: {', '.join(sorted(set(came)))}" if came else ""


def _no_memory(feature: Feature, listened: Listened) -> tuple[str, str]:
    lasted = listened.heard.lasted(feature.service)
    if lasted < BEAT:
        seen = f"it is sent every {BEAT:.0f} s, and the service was heard for {lasted:.0f} s"
        return seen, "keep it running, and listen for 30s"
    return "no process of the service said how much it has", "it needs a tracked feature in the process, and /proc"
