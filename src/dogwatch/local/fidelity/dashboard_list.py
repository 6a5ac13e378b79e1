"""How true the embedded Datadog is about lists of dashboards."""

from __future__ import annotations

from .row import Row

DASHBOARD_LISTS = (
    Row("create, get, list, rename, delete; shape of each answer, 404", "exact", "recorded"),
    Row("dashboards put in, taken out, replaced, shown", "exact", "recorded; each answer names those that it moved"),
    Row("types of dashboards", "exact", "recorded: `custom_timeboard` when ordered, `custom_screenboard` when free"),
    Row("order of lists", "approximate", "the last modified first, as in the one recorded list of several"),
    Row("other refusals", "decided", "404 for a dashboard that is not there, 400 for another type; words ours"),
    Row("a dashboard that is deleted", "decided", "is in no list, until it is restored"),
    Row("favorites, sharing, popularity", "absent", "false and 0"),
    Row("dashboards of integrations and hosts in lists", "refused", "501"),
)

TABLES = {"Lists of dashboards": DASHBOARD_LISTS}
