"""The checks by their names, which stay: silences and pages of documentation go by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Check:
    """What a check finds. An error is refused by Datadog or can never do what was meant; a warning is a doubt.

    Of what was imported everything is a doubt, since Datadog runs it as it is, save what could not even be sent.
    """

    severity: Severity
    finds: str
    is_sendable: bool = True


def _error(finds: str) -> Check:
    return Check("error", finds)


def _warning(finds: str) -> Check:
    return Check("warning", finds)


CHECKS: Mapping[str, Check] = {
    "as-count-with-average": _warning("an average over arithmetic with as_count, where Datadog adds up"),
    "burn-rate-out-of-reach": _error("a burn rate that the target of the SLO does not let happen"),
    "composite-of-unknown": Check("error", "a composite that asks about a monitor that nothing declares", False),
    "delay-shorter-than-source": _warning("an evaluation that does not wait for metrics that arrive late"),
    "division-without-guard": _warning("a share of what may be nothing, or one or two"),
    "formula-of-unknown-query": _error("a formula in a widget that speaks of a query that its request does not have"),
    "handle-without-team": _warning("a handle in a message that is none of the catalog's teams"),
    "last-below-threshold": _error("a service check that looks at fewer statuses than a threshold needs"),
    "no-data-said-twice": _error("options that say in two ways what missing data means"),
    "notify-by-without-group": _error("messages by a tag by which the query does not group"),
    "percentile-without-percentiles": _error("a percentile of a metric for which the catalog switches none on"),
    "percentiles-out-of-order": _warning("a lower percentile of a signal with a higher limit"),
    "query-unreadable": _error("a text in a widget that Datadog could not read"),
    "recovery-on-wrong-side": _error("a recovery threshold on the side where it alerts"),
    "rollup-longer-than-window": _error("points that are longer than the window they are evaluated in"),
    "schedule-without-missing-data": _error("a schedule of a metric monitor that does not say what no data means"),
    "service-check-without-by": _error("a service check that does not say what it keeps a state of"),
    "slo-has-no-such-time-frame": _error("an alert on an SLO over a time frame that the SLO does not have"),
    "slo-window-refused": _error("windows of a burn rate that Datadog does not take together"),
    "template-variable-undefined": _error("a query with a variable that its dashboard or powerpack does not have"),
    "template-variable-unused": _warning("a variable of a dashboard or a powerpack that no query has"),
    "threshold-differs": _error("a critical threshold that is another number than the query's"),
    "threshold-missing": _error("a warning without an alert, or a recovery from a warning that there is not"),
    "too-many-facets": _error("events that are grouped by more facets than Datadog takes"),
    "unknown-metric": _warning("a metric of the catalog's namespaces that it does not declare"),
    "unknown-tag": _warning("a tag that a metric of the catalog does not have"),
    "variable-not-grouped": _warning("a variable in a message for a tag by which the query does not group"),
    "variable-of-another-type": _warning("a variable in a message that only monitors of other types know"),
    "warning-behind-alert": _error("a warning that comes with the alert or after it"),
    "window-refused": _error("a window that is shorter or longer than Datadog takes"),
}
