"""How true the embedded Datadog is about what comes in beside objects: DogStatsD, traces and queries."""

from __future__ import annotations

from .row import Row

DOGSTATSD = (
    Row("lines of versions 1.0 to 1.6", "exact", "by the Agent's parser; bad lines are counted and dropped"),
    Row("sample rate 0 or below", "decided", "the line is dropped; the Agent counts such values without end"),
    Row("container, pod, cardinality (`c:`, `e:`, `card:`)", "absent", "read and passed over: no orchestrator to ask"),
    Row("count, gauge, set, histogram, timing, distribution", "exact", "sent as the Agent does every ten seconds"),
    Row("zeros of a counter", "exact", "for 300 s after its last value"),
    Row("values with a time of their own (`T`)", "exact", "counts and gauges, past the buckets"),
    Row("two types under one name and tags", "decided", "each on its own; the Agent takes the first of a bucket"),
    Row("host", "exact", "that of this machine, or the tag `host:`"),
    Row(
        "limits",
        "decided",
        "50,000 series and 16 million values within ten seconds; what is over is counted and told on the terminal",
    ),
    Row("what clients tell of themselves", "decided", "`datadog.dogstatsd.client.*` is hidden"),
)

TRACES = (
    Row(
        "`/v0.3/traces`, `/v0.4/traces`, `/v0.5/traces`, `/v0.7/traces`, `/v0.6/stats`",
        "exact",
        "read as Datadog's test agent does",
    ),
    Row("limits", "decided", "50,000 series and 16 million values of spans within two buckets of ten seconds"),
    Row("`/v1.0/traces`, telemetry, profiles, remote configuration", "absent", "404, and not named by `/info`"),
    Row("texts that are no UTF-8", "decided", "the payload is refused; the Agent rewrites them"),
    Row("which spans count", "exact", "first of a service, measured, or of a kind that talks to others"),
    Row("`hits`, `errors`, latency, `by_http_status`", "exact", "with the documented tags, once per ten seconds"),
    Row("`duration`", "approximate", "seconds in all of ten seconds"),
    Row("`resource`", "decided", "the name, as `resource_name`; the real one is a number for it"),
    Row("`apdex`, tags of peers and hosts' own tags", "absent", ""),
    Row("rates of sampling", "decided", "all traces are asked for; those sampled away by a tracer are not ingested"),
    Row("spans themselves", "absent", "counted, not kept: nothing to search"),
)

QUERIES = (
    Row("`GET /api/v1/query`", "approximate", "fields of the schema, seconds and milliseconds as documented"),
    Row("`POST /api/v2/query/timeseries`, `/scalar`", "approximate", "shapes of the schema; metrics only, else 501"),
    Row(
        "names in formulas",
        "approximate",
        "400 for one that no query of the request has, after the retention is looked at (recorded); words ours",
    ),
    Row("units in answers", "absent", "null"),
    Row("percentiles of a distribution", "decided", "answered whether they are enabled or not"),
    Row("a query that cannot be read", "approximate", "400 `Error parsing query:`, the rest in our words"),
    Row("a query that is not evaluated", "refused", "501 with the name of its rule, see below"),
    Row("windows", "decided", "up to 1500 days"),
    Row("what is open", "exact", "a bucket shows when it is over: ten seconds, of spans twenty to thirty"),
)

EVENTS = (
    Row(
        "`POST /api/v1/events`", "exact", "202 and fields as recorded; too old as recorded, other refusals in our words"
    ),
    Row("`GET /api/v1/events`, `/{id}`", "approximate", "by window, tags, sources and priority; a thousand on a page"),
    Row("how many are kept", "decided", "the newest 10,000; the real ones 15 months"),
    Row("`POST /api/v1/check_run`", "exact", "202 as recorded; refusals in our words"),
    Row("what service checks said", "decided", "the last 100 of 10,000 groups, for monitors to look at"),
    Row("`POST /api/v2/events`, searches", "refused", "501"),
    Row("`GET /local/intake`", "decided", "not Datadog's: how much came in, and how much of it was left out"),
)

TABLES = {"DogStatsD": DOGSTATSD, "Traces": TRACES, "Queries of metrics": QUERIES, "Events and service checks": EVENTS}
