"""How true the embedded Datadog is about when monitors are judged, and about what comes of that."""

from __future__ import annotations

from .row import Row

ALERTING = (
    Row("when", "decided", "each full minute, five seconds after it; the real one says no moment within the minute"),
    Row(
        "after more than five minutes without evaluations",
        "decided",
        "nothing is made up for, of a machine asleep or a clock that was set: judged is from the next full minute on",
    ),
    Row("what is changed over the API", "exact", "holds from the next evaluation on; a new query begins anew"),
    Row("monitors that are not judged", "refused", "`No Data`, and by name with the rule at `/local/monitors`"),
    Row(
        "events of what is told", "approximate", "source `alert`, type, tags and aggregation as published ones have it"
    ),
    Row("events of transitions that tell nobody, since they are muted", "decided", "none"),
    Row("`GET /local/notifications`", "decided", "not Datadog's: the last 1,000, whoever receives them"),
    Row(
        "after a kill, with `--data`",
        "decided",
        "states are written with what is told: nothing twice; what a webhook had not got yet is not sent again",
    ),
    Row("SLOs of monitors after a restart", "decided", "know of the time before with `--data`, else they begin anew"),
)

TABLES = {"Monitors judged as time goes on": ALERTING}
