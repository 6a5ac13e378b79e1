"""The rules of monitors on service checks."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

_PAGE: Final = "monitors/types/service_check"

CHECKS: Final = (
    Rule("check-scope", "exact", "a run has all tags of `over` and none of `exclude`, each without wildcards", _PAGE),
    Rule(
        "check-groups-dropped",
        "exact",
        "a group, as of a host, is dropped 48 h after its last run was missed, unless an option says otherwise",
        "monitors/configuration",
    ),
    Rule(
        "check-in-a-row",
        "exact",
        "as many runs of a group in a row as a threshold says change its state",
        _PAGE,
    ),
    Rule("check-thresholds", "approximate", "a threshold that is not set is 1, but for `unknown`", "api, monitors"),
    Rule(
        "check-unknown",
        "exact",
        "with a threshold for it, a group becomes Unknown and is told of; the monitor as a whole stays OK",
        _PAGE,
    ),
    Rule(
        "check-unknown-without-threshold",
        "decided",
        "without one, runs that say UNKNOWN leave the state, and break a row",
    ),
    Rule("check-groups", "decided", "runs of a group count in the order of time, whatever their other tags are"),
    Rule("check-frequency", "decided", "each minute, of the runs since the minute before"),
    Rule(
        "check-no-data",
        "exact",
        "no run of a group for `no_data_timeframe`, 24 h unless said otherwise",
        "monitors/configuration",
    ),
    Rule(
        "check-cluster",
        "exact",
        "the share of combinations of tags whose last run said so is above it",
        _PAGE,
    ),
    Rule("check-cluster-members", "decided", "a combination belongs to the cluster until it is silent for as long"),
    Rule("check-comparison", "refused", "queries of checks that end in a comparison instead of thresholds"),
)
