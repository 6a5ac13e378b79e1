"""The rules of notifications."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

_PAGE = "monitors/notify"
_SEEN = "as in notifications that people have published"

NOTIFICATIONS: Final = (
    Rule(
        "titles", "exact", "`[Triggered on {host:h1}] Name`, `[Triggered] Name` without `include_tags`", "API reference"
    ),
    Rule("titles-of-others", "approximate", f"`Warn`, `Recovered`, `Re-Triggered`, `[P2]` in front: {_SEEN}"),
    Rule(
        "titles-decided",
        "decided",
        "`No data`, `Re-No data`, `Re-Warn`, `Unknown`; several tags by the alphabet; not escaped",
    ),
    Rule(
        "text-of-an-event",
        "approximate",
        f"`%%%`, the message, what was measured, when it last triggered, links: {_SEEN}; without a picture and without"
        " links to hosts, processes and logs",
    ),
    Rule(
        "sentences",
        "approximate",
        f"`**metric** over **scope** was **> 60.0** on average during the **last 5m**`, `at least once`: {_SEEN}; `at"
        " all times`, `in total`, those of changes, of recoveries and of no data are ours; none but for metrics",
    ),
    Rule(
        "presets", "approximate", "query is the sentence, footer the links; `show_only_snapshot` hides all of it", _PAGE
    ),
    Rule("handle-hidden", "decided", "a preset hides handles, and those are told all the same"),
    Rule("escalation-message", "approximate", "stands behind the message, and tells its handles as well", _PAGE),
    Rule(
        "alert-types",
        "approximate",
        "`error`, `warning`, `success`; decided are no data, `error`, and Unknown, `warning`; all `normal`",
    ),
    Rule("tags-of-events", "approximate", f"those of the group and of the monitor, and `monitor`, sorted: {_SEEN}"),
    Rule("keys-of-events", "decided", "one for each group of a monitor, another from trigger to end; in our way"),
    Rule("drafts", "approximate", "tell nobody", "monitors/draft"),
    Rule("variables-together", "decided", "with `notify_by`, a tag has the values of all groups that are in trouble"),
    Rule(
        "variables-of-records",
        "absent",
        "`event.…`, `log.…` and `check_message` stand for nothing in what monitors of events, logs and checks tell",
        "monitors/notify/variables",
    ),
    Rule("grouping-in-time", "absent", "an older page bundles notifications of 20 seconds"),
)

TABLES: Final = {"Notifications": NOTIFICATIONS}
