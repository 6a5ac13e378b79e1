"""How true the embedded Datadog is, as a table; `python -m dogwatch.local.fidelity` prints `docs/fidelity.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .api.app import ENDPOINTS

Level = Literal["exact", "approximate", "decided", "refused", "absent"]

LEVELS: dict[Level, str] = {
    "exact": "as in recorded exchanges with the real Datadog, or in Datadog's own tests against it",
    "approximate": "the effect is Datadog's as documented or reported; words or details may differ",
    "decided": "no source tells what Datadog does; this is our choice",
    "refused": "answered with an error that names what is not emulated",
    "absent": "missing without an error of its own",
}


class Row(NamedTuple):
    """One thing the embedded Datadog does or leaves out, and how we know."""

    what: str
    level: Level
    note: str


GENERAL = (
    Row("`GET /api/v1/validate`", "exact", "200, or 403 `API key required` without a key"),
    Row("wrong keys", "approximate", "403 `Forbidden`, also when one is missing; the real v2 says 401 to some"),
    Row("endpoints not listed above", "refused", "501 `not emulated: METHOD /path`"),
    Row("rate limits, `X-RateLimit` headers", "absent", "no recording kept them"),
    Row("JSON that cannot be read", "decided", "400 in our words"),
    Row("lag of lists and searches", "absent", "a write shows at once"),
    Row(
        "ids, times, users",
        "approximate",
        "ids count up from 10000001 and are never used again; one user, one organisation",
    ),
)

MONITORS = (
    Row(
        "fields of an answer, per endpoint",
        "exact",
        "as recorded in 2026: `assets` and `restriction_policy` only when"
        " written, no `creator` after an update, `matching_downtimes` in lists",
    ),
    Row(
        "defaults of options",
        "exact",
        "`notify_audit`, `include_tags`, `silenced`; `notify_no_data` unless `on_missing_data`; `new_host_delay` unless"
        " `new_group_delay`; `groupby_simple_monitor` and `avalanche_window` by type",
    ),
    Row(
        "`groupby_simple_monitor` beyond log and CI monitors",
        "approximate",
        "reported for RUM, traces, errors; assumed for the other types that count events",
    ),
    Row("thresholds", "exact", "become floats, null ones go (a composite keeps them), an empty object goes"),
    Row(
        "texts", "exact", "lose white space at both ends; a monitor without a name is called by its query in backquotes"
    ),
    Row("`priority: 0`", "exact", "becomes null"),
    Row("`multi`", "exact", "true for a query with groups; false for formulas over `options.variables`, composites"),
    Row('`multi` with `notify_by: ["*"]`', "approximate", "false, as documented"),
    Row("`type`", "exact", "kept as sent; a `query alert` over a formula becomes `metric alert`"),
    Row("update", "exact", "merges top-level fields, replaces `options` whole and fills them in again"),
    Row("a mute under an update", "decided", "`options.silenced` stays when it is not sent"),
    Row(
        "change of type",
        "approximate",
        "refused but between `metric alert` and `query alert`; words as reported in part",
    ),
    Row(
        "duplicates",
        "approximate",
        "400 in recorded words when all fields a client decides are equal, tags included: every"
        " recorded duplicate was equal in all of them, and none shows which would suffice; an update is not checked",
    ),
    Row("fields the server owns", "approximate", "not looked at when sent, unknown ones neither"),
    Row("unknown options", "decided", "kept as sent"),
    Row("`restriction_policy`", "refused", "unless it restricts nobody"),
    Row("creating `synthetics alert` monitors", "approximate", "refused (400) in our words"),
    Row("`overall_state`", "absent", "stays `No Data`: nothing is evaluated yet"),
    Row("downtimes", "absent", "`matching_downtimes` is always empty"),
)

CHECKS = (
    Row(
        "query of a metric monitor",
        "approximate",
        "head, window, brackets, operator, number; not the inside of the"
        " expression; bare `The value provided for parameter 'query' is invalid`",
    ),
    Row(
        "window",
        "approximate",
        "metrics and formulas up to a month (schema: a week, pages: a month), events up to 2 days",
    ),
    Row(
        "queries over events",
        "approximate",
        "source by type, window, operator; `invalid operator specified: ` in quoted words",
    ),
    Row("critical threshold and the number in the query", "exact", "must be equal; quoted words"),
    Row("warning without critical", "approximate", "`Alert status is required.`, quoted"),
    Row("warning on the wrong side", "approximate", "words quoted for `>`, derived for `<`"),
    Row("recovery thresholds", "approximate", "must not overlap the alert; quoted words"),
    Row("service checks", "approximate", "form, `last(n)` up to 100, n at least the largest threshold (quoted)"),
    Row(
        "composites",
        "approximate",
        "form, at most 10 monitors, all there and none composite: `Some monitor IDs are invalid`",
    ),
    Row("SLO alerts", "approximate", "form only; whether the SLO exists is not asked"),
    Row(
        '`notify_by: ["*"]` without groups, `custom_schedule` without `on_missing_data`',
        "approximate",
        "refused in our words",
    ),
    Row("other options (ranges, exclusions, lengths, handles)", "absent", "taken as sent"),
    Row("tags", "absent", "taken as sent, not rewritten"),
)

READING = (
    Row("list without `page` and `id_offset`", "approximate", "everything at once, by id, as documented"),
    Row(
        "`page`, `page_size`, `id_offset`",
        "approximate",
        "`page_size` 100 by default, at most 1000; more is refused in our words",
    ),
    Row("filter `name`, `tags`, `monitor_tags`", "approximate", "part of the name; all tags asked for must be there"),
    Row(
        "filter `group_states`",
        "approximate",
        "words checked as recorded; it neither filters nor shows `state`, as there are no groups",
    ),
    Row("shape of a search, 30 a page, counts, bad status", "exact", "recorded"),
    Row("order of a search without `sort`", "decided", "by id"),
    Row(
        "language of the search",
        "approximate",
        "AND, OR, NOT, brackets; `status title type id priority muted tag scope"
        " metric notification env service team`; other keys are refused (501)",
    ),
    Row("`classification`", "approximate", "metrics of an integration count as `metric`, not `integration`"),
    Row("search of groups", "approximate", "always empty: groups come from evaluation"),
)

WRITING = (
    Row("delete", "exact", "`deleted_monitor_id`; 404 `Monitor not found`"),
    Row("delete of a monitor that a composite names", "approximate", "400 in quoted words unless `force=true`"),
    Row("`can_delete`", "approximate", "200, or 409 with the reasons by id, quoted shape; SLOs are not emulated"),
    Row("validate", "approximate", "`{}` (recorded) or the error a create or update would meet, duplicates left out"),
    Row(
        "tag policies: create, read, list, change, delete",
        "exact",
        "recorded; a second one for a key is refused in our words",
    ),
    Row(
        "tag policies on monitors",
        "approximate",
        "checked on create, update and validate; words are ours, `*` allows any value",
    ),
    Row("policies on downtimes", "refused", "501"),
)

TABLES = {
    "In general": GENERAL,
    "Monitors as stored and answered": MONITORS,
    "What is checked on a monitor": CHECKS,
    "Lists and searches": READING,
    "Validating, deleting, policies": WRITING,
}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Fidelity of the embedded Datadog"
    yield ""
    yield "Generated by `python -m dogwatch.local.fidelity`; do not edit."
    yield ""
    yield from (f"- **{level}**: {meaning}" for level, meaning in LEVELS.items())
    yield ""
    yield "*Recorded* words come from recorded exchanges, *quoted* ones from Datadog's own tests or reports of users."
    yield ""
    yield "## Endpoints"
    yield ""
    yield from (f"- `{endpoint.method} {endpoint.path}`" for endpoint in ENDPOINTS)
    for title, rows in TABLES.items():
        yield from ("", f"## {title}", "", "| what | how true | note |", "|---|---|---|")
        yield from (f"| {row.what} | {row.level} | {row.note} |" for row in rows)


if __name__ == "__main__":
    sys.stdout.write(page())
