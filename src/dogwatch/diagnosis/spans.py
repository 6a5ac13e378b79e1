"""Whether spans say which feature they are of."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import Feature

from .finding import Finding, State, counted
from .listened import Listened


def span_findings(feature: Feature, is_needed: bool, listened: Listened) -> Iterator[Finding]:
    """Whether spans have the feature's tag, which metrics that are computed from spans need.

    Where none does, it is no fault that spans lack it; where no spans come of the service, nothing is said.
    """
    spans = listened.heard.spans
    number = sum(count for (_, tags), count in spans.items() if f"feature:{feature.name}" in tags)
    is_traced = any(service == feature.service for service, _ in spans)
    if number:
        yield Finding(feature.name, "tag feature of spans", "ok", counted(number, "span"))
    elif is_needed or (is_traced and listened.calls(feature.name)):
        state: State = "missing" if is_needed else "hint"
        yield Finding(feature.name, "tag feature of spans", state, *_why(feature, is_traced, listened))


def _why(feature: Feature, is_traced: bool, listened: Listened) -> tuple[str, str]:
    if not is_traced:
        remedy = f"run it under ddtrace-run, with DD_TRACE_AGENT_PORT={listened.trace_port} and DD_TRACE_ENABLED unset"
        return f"no spans came of service:{feature.service}", remedy
    remedy = f'@track("{feature.name}") puts it on the span that is open, and span=True opens one'
    return f"spans came, none with feature:{feature.name}", remedy
