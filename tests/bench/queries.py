"""How many queries a second of one core are read and printed; the seconds are the processor's.

The queries are the real ones, where the corpus is (`DOGWATCH_CORPUS`), else a few of every language many times over.
Reading makes the whole tree, with nothing left for later. `str` of a tree that was read is the text itself, so what is
measured of it is one call; the canonical form is put together from the nodes. No other parser of these languages for
Python is known; beside them stands what splitting the texts into words and signs takes alone.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dogwatch.query import LANGUAGES, Node, canonical, parse_as
from tests.bench.processes import RUNS

_CORPUS = Path(os.environ.get("DOGWATCH_CORPUS", Path(__file__).parents[2] / ".." / "shared")) / "corpus"
_WORDS_AND_SIGNS = re.compile(r"[\w.]+|\S")
_FEW = (
    ("metric", "avg:system.cpu.user{$env,service:web,!region:us*} by {host,region}.rollup(avg, 60)"),
    ("metric", "top(default_zero(sum:hits{*} by {host}.as_count()), 10, 'mean', 'desc')"),
    ("formula", "(query1 - query2) / query1 * 100"),
    ("search", 'service:web @http.status_code:[500 TO 599] -env:(dev OR staging) "connection reset"'),
    ("query alert", "avg(last_5m):p95:feature.duration{env:prod,feature:checkout} by {region} > 0.4"),
    ("log alert", 'logs("service:web status:error").index("main").rollup("count").by("host").last("5m") > 2'),
)

Query = tuple[Callable[[str], Node], str]


def rows() -> Iterator[tuple[str, str, str, str]]:
    queries = _queries()
    letters = sum(len(text) for _, text in queries) // len(queries)
    what = f"queries read and printed a second: {len(queries)} of {letters} letters"
    yield what, "50000", *_rates(lambda parse, text: str(parse(text)), queries)
    yield "  printed in the canonical form", "", *_rates(lambda parse, text: canonical(parse(text)), queries)
    yield "  beside: split into words and signs", "", *_rates(lambda _, text: _WORDS_AND_SIGNS.findall(text), queries)


def _rates(run: Callable[[Callable[[str], Node], str], object], queries: list[Query]) -> tuple[str, str]:
    """The best and the median of several runs."""
    seconds = []
    for _ in range(RUNS):
        began = time.process_time()
        for parse, text in queries:
            run(parse, text)
        seconds.append(time.process_time() - began)
    return f"{len(queries) / min(seconds):.0f}", f"{len(queries) / statistics.median(seconds):.0f}"


def _queries() -> list[Query]:
    file = _CORPUS / "queries.jsonl"
    if not file.exists():
        return [(_parser(language), text) for language, text in _FEW] * 300
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [(_real(row["kind"], row["type"]), row["query"]) for row in lines]


def _parser(language: str) -> Callable[[str], Node]:
    return lambda text: parse_as(language, text)


def _real(kind: str, type: str | None) -> Callable[[str], Node]:
    parse = LANGUAGES[kind]
    return lambda text: parse(type, text)


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
