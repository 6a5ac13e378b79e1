"""The rules of what is told."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

TOLD: Final = (
    Rule(
        "transitions",
        "approximate",
        "every change to Warn or Alert, also from one to the other; to No Data where the options say so",
        "monitors/notify/variables",
    ),
    Rule(
        "recoveries",
        "approximate",
        "told when the last that was told was no recovery; a recovery from a No Data that nobody heard of is silent",
        "monitors/notify/variables",
    ),
    Rule("first-results", "decided", "a first result of OK is no recovery, and is silent"),
    Rule(
        "reminders",
        "exact",
        "`renotify_interval` minutes after the last notification, while the state is one of"
        " `renotify_statuses` (Alert and No Data), `renotify_occurrences` times",
        "monitors/guide/monitor_api_options",
    ),
    Rule(
        "reminders-without-limit",
        "decided",
        "without end, as the API has it; the page of notifications ends them after 30 hours",
        "monitors/guide/monitor_api_options; monitors/notify",
    ),
    Rule(
        "reminders-counted-anew",
        "decided",
        "each change that is told begins the count and the interval anew; they go on while evaluations are skipped",
    ),
    Rule("reminders-of-what-was-told", "decided", "a state that was not told of is not reminded of"),
    Rule(
        "notify-by",
        "approximate",
        "groups with the same values of `notify_by` are told of as one, in the most severe of their states;"
        " `*` makes one of all",
        "monitors/guide/alert_aggregation",
    ),
    Rule("notify-by-changes", "decided", "told when that state changes, not when another group comes to be in it"),
    Rule("drafts", "approximate", "judged, and nobody is told"),
    Rule(
        "notify-audit",
        "absent",
        "with `notify_audit` nobody is told that a monitor was changed",
        "monitors/guide/monitor_api_options",
    ),
)
