"""What Datadog refused in recorded exchanges, and how much of that is found without asking it."""

from __future__ import annotations

import gzip
import json
from typing import Any

from dogwatch import Monitor
from dogwatch.declare.checks import CHECKS, NOTHING, of_monitor
from dogwatch.declare.rules.reference import composite_mistakes
from dogwatch.errors import QuerySyntaxError
from dogwatch.kinds import KINDS, Body, Resource
from dogwatch.query import parse_monitor
from tests.corpus import corpus

# The kinds of what was sent, by the family of the endpoint; other families are of nothing that a catalog declares.
_FAMILIES = {"monitor": "monitor", "dashboard": "dashboard", "slo": "slo", "rum_metric": "rum_metric"}
# What only the organisation that was asked can know.
_ONLY_THERE = ("Duplicate of an existing", "cannot be used as metric name", "does not match the url")


def refused() -> list[tuple[str, Body, str]]:
    """Kinds and bodies of creates and updates that were refused for what stood in them, with Datadog's words."""
    with gzip.open(corpus("errors.jsonl.gz"), "rt", encoding="utf-8") as lines:
        exchanges = [json.loads(line) for line in lines]
    return [
        (_FAMILIES[each["family"]], each["request"], json.dumps(each["response"]))
        for each in exchanges
        if each["family"] in _FAMILIES and each["status"] in (400, 409) and isinstance(each["request"], dict)
    ]


def found(kind: str, body: Body) -> list[Any]:
    """What dogwatch says of a body without asking anybody: of its fields, or else of what it means."""
    problems: list[Any] = KINDS[kind].problems(body)
    if kind != "monitor" or problems:
        return problems
    try:
        parse_monitor(body["query"], body["type"])
    except QuerySyntaxError as error:
        return [error]
    monitor = Monitor("m", query=body["query"], title="t", what="w", type=body["type"], options=body.get("options", {}))
    checks = [check for check, _ in of_monitor("a/b", monitor, body, NOTHING) if CHECKS[check].severity == "error"]
    return [*checks, *composite_mistakes([Resource(kind, "a/b", body)], lambda each: True)]


def test_what_a_body_alone_shows_is_found() -> None:
    missed = []
    by_body = by_organisation = 0
    for kind, body, said in refused():
        # Fields that only Datadog sets were sent back to it, which it takes.
        seen = [each for each in found(kind, body.get("data", body)) if "is set by Datadog" not in str(each)]
        if any(words in said for words in _ONLY_THERE):
            by_organisation += 1
            assert seen == [] or "does not match the url" in said, said
            continue
        by_body += 1
        missed += [] if seen else [said]
    print(f"{by_body - len(missed)} of {by_body} refusals are found offline; {by_organisation} only Datadog can know")
    assert missed == []
