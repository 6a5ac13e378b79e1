"""The rules of downtimes."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

_PAGE = "monitors/downtimes"

DOWNTIMES: Final = (
    Rule("muted", "exact", "what is told of a group is kept back, its states are as ever", _PAGE),
    Rule(
        "muted-monitors",
        "exact",
        "a monitor by its id, or those that have all the tags; `*` is all; a composite is muted by its own alone",
        _PAGE,
    ),
    Rule(
        "scope-of-a-downtime",
        "exact",
        "matches the tags of a group and those that its monitor's query asks for",
        "monitors/guide/scoping_downtimes",
    ),
    Rule(
        "scopes-that-are-none",
        "approximate",
        "without a key, OR on top, more than two levels of parentheses, NOT of several that AND joins, `?`",
        _PAGE,
    ),
    Rule(
        "first-recovery",
        "exact",
        "of a group that triggered before all that mutes it is told, unless one of the downtimes mutes it",
        _PAGE,
    ),
    Rule("end-of-a-downtime", "exact", "tells of groups in its `notify_end_states`, by its `notify_end_types`", _PAGE),
    Rule("end-of-one-of-several", "decided", "a group that another downtime mutes then is told of at the end of that"),
    Rule("end-with-a-change", "decided", "a change or a reminder in the second of the end is told, nothing else"),
    Rule("recovery-of-the-unheard", "decided", "a recovery after a downtime is told though its alert was not"),
    Rule(
        "recurring-downtimes",
        "exact",
        "at the same time of the day in their time zone; after 2037 no clock changes any more",
        "recorded",
    ),
    Rule("recurrences-that-are-none", "decided", "FREQ below HOURLY; DTSTART, DTEND and DURATION in a rule"),
)

TABLES: Final = {"Downtimes": DOWNTIMES}
