"""How true the embedded Datadog is whatever is asked."""

from __future__ import annotations

from .row import Row

GENERAL = (
    Row("`GET /api/v1/validate`", "exact", "200, or 403 `API key required` without a key"),
    Row(
        "`GET /api/v2/validate`",
        "approximate",
        "the organisation's id, the same on every machine, in the described form; the key has no scopes, and what is"
        " refused is refused as by v1",
    ),
    Row("`GET /api/v2/validate_keys`", "approximate", "200 in the described form; wrong keys as anywhere"),
    Row(
        "`GET /api/v2/current_user`, `/api/v2/users`",
        "approximate",
        "the one user, in the described form; no roles are included",
    ),
    Row("permissions of the user", "decided", "all that the emulated endpoints ask for; nothing is refused for one"),
    Row("`GET /api/v2/current_user/application_keys`", "approximate", "the one key, without scopes"),
    Row("the audit trail", "absent", "403 `Forbidden`, as to keys that may not read it"),
    Row("content encodings gzip and deflate", "exact", "unpacked; others are read as they come"),
    Row("wrong keys", "approximate", "403 `Forbidden`, also when one is missing; the real v2 says 401 to some"),
    Row("endpoints not listed above", "refused", "501 `not emulated: METHOD /path`"),
    Row(
        "rate limits, `X-RateLimit` headers",
        "approximate",
        "only with `--writes-a-minute`: one limit of all writes, documented headers; no recording kept them",
    ),
    Row("512 `Timeout` to too many at once", "approximate", "only with `--most-in-flight`; reported by users"),
    Row("JSON that cannot be read", "decided", "400 in our words"),
    Row("lag of lists and searches", "absent", "a write shows at once"),
    Row(
        "ids, times, users",
        "approximate",
        "ids count up from 10000001 and are never used again; one user, one organisation",
    ),
)
