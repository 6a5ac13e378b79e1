"""What the embedded Datadog holds, told so that two of them can be compared: by names, without ids and times."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from dogwatch.local.api.alerting.keeping import KIND as KEPT
from dogwatch.local.store import DATABASE

_MARK = re.compile(r"dogwatch:[a-z]+/[\w./-]+")
_TIMES = frozenset({"created", "created_at", "createdAt", "modified", "modified_at", "modifiedAt", "last_modified"})
_MOMENT = re.compile(r'"\d{4}-\d\d-\d\dT[\d:]+\.\d+\+00:00"')
_CALLED = frozenset({"name", "title"})


def stored(data: Path) -> Counter[str]:
    """The objects in a directory of the embedded Datadog, and how many there are of each; not how its monitors stand,
    which it keeps after a while.

    One that refers to another says that one's name, so that ids may differ; one that is there twice counts twice.
    """
    with closing(sqlite3.connect(data / DATABASE)) as db:
        rows = [
            (kind, str(id), json.loads(body), json.loads(extra or "null"))
            for kind, id, body, extra in db.execute(
                "SELECT kind, id, body, extra FROM document WHERE kind != ?", [KEPT]
            )
        ]
    names = {id: f"<{kind} {name}>" for kind, id, body, _ in rows if (name := _name(body))}
    ids = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, names)) or '(?!)'})(?![\w.-])")
    texts = (
        json.dumps([kind, id, _lasting(body), _lasting(extra) if isinstance(extra, dict) else None], sort_keys=True)
        for kind, id, body, extra in rows
    )
    return Counter(_MOMENT.sub('"then"', ids.sub(lambda met: names[met[0]], text)) for text in texts)


def as_it_is(data: Path) -> dict[tuple[str, str], str]:
    """The objects by kind and id, with all that is stored of each but for the states of monitors."""
    with closing(sqlite3.connect(data / DATABASE)) as db:
        rows = db.execute("SELECT kind, id, body FROM document WHERE kind != ?", [KEPT]).fetchall()
    return {
        (kind, str(id)): json.dumps([each for each in json.loads(body).items() if not each[0].startswith("overall_")])
        for kind, id, body in rows
    }


def _name(body: Any) -> str:
    """What an object is called, by its marks and titles; empty for one that has none, whose id is a name."""
    marks = sorted(set(_MARK.findall(json.dumps(body))))
    called = sorted(_titles(body))
    return " ".join([*marks, *called])


def _titles(body: Any) -> Iterator[str]:
    for key, value in body.items():
        if key in _CALLED and isinstance(value, str):
            yield value
        elif key in ("schema", "metadata") and isinstance(value, dict):
            yield from _titles(value)


def _lasting(value: Any) -> Any:
    """A body without times, and without the numbers that widgets are given."""
    if isinstance(value, dict):
        is_widget = "definition" in value
        return {
            key: _lasting(each) for key, each in value.items() if key not in _TIMES and not (is_widget and key == "id")
        }
    return [_lasting(each) for each in value] if isinstance(value, list) else value
