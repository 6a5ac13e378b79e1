"""The rules of missing data, of new groups and of those that are gone."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

MISSING: Final = (
    Rule(
        "groups-once-seen",
        "exact",
        "a group is there from the first evaluation in which it had a value; before that no data mean nothing",
        "monitors/configuration",
    ),
    Rule(
        "simple-alert-unseen",
        "approximate",
        "a simple alert that never had data is No Data, and tells nobody; where no data are 0 or OK, it is"
        " judged so from the start",
        "monitors/configuration",
    ),
    Rule(
        "missing-ignored",
        "exact",
        "without `notify_no_data` an evaluation without data is skipped",
        "monitors/guide/troubleshooting-monitor-alerts",
    ),
    Rule(
        "missing-notified",
        "exact",
        "with `notify_no_data`, No Data after `no_data_timeframe` minutes without data; the first window"
        " without any counts as so long",
        "monitors/configuration",
    ),
    Rule(
        "missing-timeframe",
        "decided",
        "two windows unless the option says so, as the API has it; another page has one",
        "monitors/guide/monitor_api_options; monitors/guide/troubleshooting-no-data",
    ),
    Rule(
        "on-missing-data",
        "exact",
        "`show_no_data`, `show_and_notify_no_data` and `resolve` hold from the first evaluation without data",
        "monitors/guide/on_missing_data",
    ),
    Rule(
        "on-missing-data-default",
        "approximate",
        "sums over the window and queries with `as_count()` are 0, unless they have `default_zero`; others"
        " keep their state",
        "monitors/guide/on_missing_data",
    ),
    Rule("missing-both", "decided", "where both families of options are set, `on_missing_data` holds"),
    Rule(
        "auto-resolve",
        "exact",
        "`timeout_h` hours after the first evaluation without data a group is OK",
        "monitors/configuration",
    ),
    Rule("auto-resolve-of-no-data", "decided", "from No Data too, and it stays OK until there are data again"),
    Rule(
        "groups-dropped",
        "exact",
        "a group is dropped 24 h after its data stopped, or after `group_retention_duration`",
        "monitors/configuration",
    ),
    Rule("groups-dropped-silently", "decided", "nobody is told, whatever state the group was in"),
    Rule(
        "new-groups",
        "approximate",
        "evaluations are skipped for `new_group_delay` seconds after the group was first seen, or seen again"
        " after it was dropped",
        "monitors/configuration",
    ),
    Rule(
        "new-hosts",
        "approximate",
        "without `new_group_delay`, `new_host_delay` holds for monitors by host, 300 s where it is not set:"
        " the server fills it in",
    ),
    Rule("new-monitors", "decided", "all groups of a new monitor are new at its first evaluation"),
)
