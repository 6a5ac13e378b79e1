"""How true the embedded Datadog is about what comes in beside objects: DogStatsD and queries."""

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
    Row("what clients tell of themselves", "decided", "`datadog.dogstatsd.client.*` is hidden"),
)

QUERIES = (Row("`GET /api/v1/query`", "approximate", "fields of the schema; `unit` is null, errors in our words"),)

TABLES = {"DogStatsD": DOGSTATSD, "Queries of metrics": QUERIES}
