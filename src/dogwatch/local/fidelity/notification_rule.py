"""How true the embedded Datadog is about notification rules."""

from __future__ import annotations

from .row import Row

NOTIFICATION_RULES = (
    Row("create, get, update, delete; shape of each answer", "exact", "recorded; a new one was modified in 1970"),
    Row("recipients with `@`, 404", "exact", "recorded"),
    Row("other refusals", "approximate", "400 by the limits of the schema; words ours"),
    Row("update", "decided", "changes what it says; recorded updates sent everything"),
    Row("list", "decided", "by the schema, by the time they were made; `filters` are refused (501)"),
)

TABLES = {"Notification rules as stored and answered": NOTIFICATION_RULES}
