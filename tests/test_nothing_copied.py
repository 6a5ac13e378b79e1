"""Nothing of the recorded organisations stands in the library: no name, no id, no query.

What Datadog gives to everybody is nobody's: the Agent's metrics `system.*`, the names `query1` of queries in formulas,
the `no_query` of monitors that synthetic tests bring along, and plain words.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dogwatch.query import LANGUAGES, CheckAlert, metrics, nodes
from dogwatch.query.composite import MonitorId
from tests.corpus import corpus

LIBRARY = Path(__file__).parent.parent / "src"

_EVERYBODYS = re.compile(r"system\.[\w.]+|query\d*|no_query|[a-z]+")
_WORD = re.compile(r"[A-Za-z][\w.@$-]*")
_ID = re.compile(r"[0-9a-f]{32}|[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}|\d{7,}")
# Shorter texts are words of any language.
_SHORTEST = 8


def recorded(kind: str) -> Iterator[dict[str, Any]]:
    with gzip.open(corpus(f"objects/{kind}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield from (body for body in (row.get("request"), row.get("response")) if isinstance(body, dict))


def test_no_query_and_no_name_in_one_stands_in_the_library() -> None:
    library = "\n".join(file.read_text(encoding="utf-8") for file in sorted(LIBRARY.rglob("*.py")))
    theirs: set[str] = set()
    for line in corpus("queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tree = LANGUAGES[row["kind"]](row["type"], row["query"])
        checks = [tree.check] if isinstance(tree, CheckAlert) else []
        ids = [node.id for node in nodes(tree) if isinstance(node, MonitorId)]
        theirs.update(name for name in (*metrics(tree), *checks, *ids) if not _EVERYBODYS.fullmatch(name))
        if not all(map(_EVERYBODYS.fullmatch, _WORD.findall(row["query"]))):
            theirs.add(row["query"].strip())
    theirs = {text for text in theirs if len(text) >= _SHORTEST}
    found = sorted(text for text in theirs if text in library)
    assert found == [], found
    assert len(theirs) > 2000


def test_no_name_and_no_id_of_an_object_stands_in_the_library() -> None:
    library = "\n".join(file.read_text(encoding="utf-8") for file in sorted(LIBRARY.rglob("*.py")))
    bodies = [body for kind in ("monitors", "slos", "dashboards") for body in recorded(kind)]
    names = {str(body[name]) for body in bodies for name in ("name", "title") if body.get(name)}
    ids = {str(body[name]) for body in bodies for name in ("id", "org_id", "author_handle") if body.get(name)}
    theirs = {name for name in names if len(name) >= _SHORTEST} | {id for id in ids if _ID.fullmatch(id)}
    found = sorted(text for text in theirs if text in library)
    assert found == [], found
    assert len(theirs) > 200
