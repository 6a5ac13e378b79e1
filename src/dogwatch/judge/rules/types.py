"""The types of monitors that are not evaluated, each under a name."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

# What would have to be there to evaluate them.
_NEEDS: Final = {
    "event alert": "the older form of events, which Datadog has replaced by `event-v2 alert`",
    "rum alert": "events of browsers",
    "trace-analytics alert": "indexed spans",
    "error-tracking alert": "issues, which Datadog makes of errors that are alike",
    "ci-pipelines alert": "runs of pipelines",
    "ci-tests alert": "runs of tests",
    "audit alert": "the audit trail of an organisation",
    "process alert": "live processes of hosts",
    "database-monitoring alert": "samples of queries",
    "network-performance alert": "flows of a network",
    "network-path alert": "paths of a network",
    "cost alert": "bills of clouds",
    "data-quality alert": "tables of warehouses",
    "data-jobs alert": "runs of data jobs",
    "llm-observability alert": "spans of language models",
    "synthetics alert": "results of synthetic tests",
}


def rule_of(type: str) -> str | None:
    """The name of the rule by which a type is refused."""
    return type.replace(" ", "-") if type in _NEEDS else None


TYPES: Final = tuple(Rule(type.replace(" ", "-"), "refused", f"monitors on {needs}") for type, needs in _NEEDS.items())
