"""How true the embedded Datadog is about downtimes."""

from __future__ import annotations

from .row import Row

DOWNTIMES = (
    Row("create, get, update, cancel; shape of each answer", "exact", "recorded; one that was canceled can be read"),
    Row("defaults", "exact", "recorded: now, without an end, `expired`, all three states in any order, UTC"),
    Row("404, 400 for an id that is no UUID, unknown properties", "exact", "recorded"),
    Row(
        "duplicates",
        "approximate",
        "400 in quoted words; one that is not over, with scope, monitors and schedule alike",
    ),
    Row("refused scopes", "approximate", "as documented; `All values must have a key` is quoted, the rest is ours"),
    Row("other refusals", "approximate", "400; words ours"),
    Row("`current_downtime`", "exact", "of one that recurs: going on, else the next, else the last"),
    Row(
        "matches of a monitor", "approximate", "by the schema: those that mute groups of it, as far as they are judged"
    ),
    Row("list", "decided", "active and scheduled ones by the time they were made; pages of 30 as recorded"),
    Row("downtimes of API version 1, `options.silenced`, `matching_downtimes`", "absent", "501, or empty"),
)

TABLES = {"Downtimes as stored and answered": DOWNTIMES}
