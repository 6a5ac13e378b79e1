"""The rules of SLOs."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

_SLO = "service_level_objectives"

ARITHMETIC: Final = (
    Rule("rolling-windows", "exact", "7, 30 and 90 days up to the instant that is asked about", _SLO),
    Rule("calendar-views", "absent", "weeks and months by the calendar, which only Datadog's pages and CSV show", _SLO),
    Rule(
        "error-budget",
        "exact",
        "100 (SLI - target) / (100 - target) percent is left; below 0 once more is used up than there was",
        _SLO,
    ),
    Rule(
        "burn-rate",
        "exact",
        "the share of errors in a window divided by the share that the target leaves",
        f"{_SLO}/burn_rate",
    ),
    Rule("colour-of-an-slo", "exact", "green from the warning on, yellow from the target on, red below", _SLO),
    Rule(
        "decimals-of-an-sli",
        "exact",
        "3; 2 for monitors over 7 and 30 days; what goes beyond is cut off, as 715 of 720 is 99.305",
        f"{_SLO}/time_slice",
    ),
    Rule(
        "edge-of-a-window",
        "decided",
        "a cell that a window cuts counts by the share of its time; cells last ten seconds for four hours, a minute for"
        " eight days, then an hour",
    ),
)

EVENTS: Final = (
    Rule(
        "sli-of-events",
        "exact",
        "the sum of good events divided by that of all, or of good and bad ones",
        f"{_SLO}/metric",
    ),
    Rule("no-events", "exact", "an SLI without events is null, its state `no_data`", "recorded history"),
    Rule(
        "missing-events",
        "exact",
        "what one side lacks in a cell or a group is 0, as under `default_zero`",
        "recorded history",
    ),
    Rule("counted-queries", "decided", "`.as_count()` is added to a query that has neither it nor `.as_rate()`"),
    Rule("groups-of-an-sli", "approximate", "the overall SLI is that of the events of all groups together"),
    Rule("sides-of-an-sli", "refused", "a side of several expressions, and sides that are grouped by other keys"),
)

TIME: Final = (
    Rule(
        "slices",
        "exact",
        "slices of 60 or 300 seconds; up when the value compares with the threshold, and when it is missing",
        f"{_SLO}/time_slice",
    ),
    Rule("slices-not-over", "decided", "a slice counts once it is over"),
    Rule("slices-long-ago", "decided", "slices of which only hours are kept are up, like those that are missing"),
    Rule(
        "slices-never-seen",
        "decided",
        "an SLO without any value in its window has the state no_data; alerts on it and graphs take the time as up",
    ),
    Rule("groups-of-time", "exact", "all is up while every group, or every monitor, is", f"{_SLO}/monitor"),
    Rule("uptime", "exact", "a monitor is down while it alerts; WARN is up", f"{_SLO}/monitor"),
    Rule(
        "uptime-without-data",
        "exact",
        "No Data is down where the monitor notifies of it, and up where it does not",
        "monitors/guide/on_missing_data",
    ),
    Rule("uptime-resolved", "exact", "resolving, by hand or after `timeout_h`, does not make it up", f"{_SLO}/monitor"),
    Rule("uptime-before", "decided", "a monitor is up before its first known state"),
    Rule(
        "uptime-replayed",
        "approximate",
        "the history of a metric monitor that is made, or whose query is changed, is judged again: eight days of it, of"
        " which minutes are kept; not in alert tests",
        f"{_SLO}/monitor",
    ),
)

CORRECTED: Final = (
    Rule("corrections", "exact", "events within are left out, as is the time of monitors; slices within are up", _SLO),
    Rule(
        "recurring-corrections",
        "decided",
        "by FREQ, INTERVAL, COUNT, UNTIL and BYDAY, at the same time of the day in the correction's time zone",
        "api: SLOCorrectionCreateRequestAttributes",
    ),
    Rule("corrections-in-alerts", "decided", "alerts on an SLO leave out what is corrected too"),
    Rule(
        "most-corrections",
        "approximate",
        "100 once, 2 daily, 3 weekly, 5 monthly ones over the last 90 days, of those that name the SLO by its id; those"
        " by a query are not counted, and a change of one is not looked at",
        _SLO,
    ),
)

ALERTS: Final = (
    Rule(
        "budget-alerts", "approximate", "compare the percentage of the budget that is used up", f"{_SLO}/error_budget"
    ),
    Rule(
        "burn-rate-alerts",
        "exact",
        "both windows burn as fast or faster, whether it says `>` or `>=`; what is compared is the slower one",
        f"{_SLO}/burn_rate",
    ),
    Rule("slo-alerts-each-minute", "decided", "alerts on SLOs are evaluated each minute"),
    Rule("slo-alerts-without-events", "decided", "a window without events has no burn rate; the alert keeps its state"),
    Rule(
        "slo-alerts-of-monitors",
        "approximate",
        "alerts on an SLO of monitors that are none on metrics are judged too; Datadog does not offer them",
        f"{_SLO}/burn_rate",
    ),
    Rule("slo-alerts-of-groups", "decided", "an alert on an SLO with groups looks at all of them together"),
    Rule(
        "slo-of-an-alert", "refused", "alerts on an SLO that is not there, or over a window for which it has no target"
    ),
)

MEASURES: Final = (
    Rule(
        "slo-measures",
        "exact",
        "per bucket, or of the window at once, whatever the SLO's window; the target is that of its primary one",
        "dashboards/guide/slo_data_source",
    ),
    Rule(
        "error-budget-burndown",
        "approximate",
        "from 100 % down, of the budget that all events of the graph's window leave",
        "dashboards/guide/slo_data_source",
    ),
    Rule("formulas-over-slos", "refused", "a formula that calculates with a measure; 501"),
)

TABLES: Final = {
    "SLOs: arithmetic": ARITHMETIC,
    "SLOs of metrics": EVENTS,
    "SLOs of time": TIME,
    "SLO corrections": CORRECTED,
    "Alerts on SLOs": ALERTS,
    "SLOs as a data source": MEASURES,
}
