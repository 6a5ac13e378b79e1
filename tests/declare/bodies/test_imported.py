from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds import KINDS
from tests.declare.catalogs import between, mistakes, resources

MARK = "dogwatch:prod/shop/x"
TEST = {
    "type": "api",
    "subtype": "http",
    "name": "t",
    "message": "m",
    "tags": ["a:b"],
    "locations": ["aws:eu-central-1"],
    "options": {"tick_every": 60},
    "config": {
        "request": {"method": "GET", "url": "https://a.example.com"},
        "assertions": [{"type": "statusCode", "operator": "is", "target": 200}],
    },
}
DOWNTIME = {
    "type": "downtime",
    "attributes": {
        "scope": "*",
        "monitor_identifier": {"monitor_tags": ["a:b"]},
        "schedule": {"end": "2098-01-01T00:00:00+00:00"},
    },
}
RULE = {
    "type": "monitor-notification-rule",
    "attributes": {"name": "r", "filter": {"tags": ["a:b"]}, "recipients": ["slack-a"]},
}
SYSTEM = {"apiVersion": "v3", "kind": "system", "metadata": {"name": "s"}}


def declared(kind: str, body: Any, more: str = 'imported="1", environments="prod"') -> str:
    return between(f'x = Imported("x", kind={kind!r}, body={body!r}, {more})\n')


def sent(folder: Path, kind: str, body: Any, more: str = "") -> Any:
    text = f'x = Imported("x", kind={kind!r}, body={body!r}, imported="1", environments="prod"{more})\n'
    return resources(folder, text)["shop/x"].body


@pytest.mark.parametrize(
    ("kind", "body"),
    [("synthetic_test", TEST), ("downtime", DOWNTIME), ("notification_rule", RULE), ("system", SYSTEM)],
)
def test_it_is_as_it_was_but_for_its_mark(tmp_path: Path, kind: str, body: Any) -> None:
    made = sent(tmp_path, kind, body)
    [mark] = KINDS[kind].marks.marks_of(made)  # type: ignore[attr-defined]
    assert mark.tag == MARK
    assert made | {name: body.get(name) for name in ("tags", "attributes", "metadata") if name in made} == body


def test_a_text_keeps_what_it_said_above_the_mark(tmp_path: Path) -> None:
    said = {**DOWNTIME, "attributes": {**DOWNTIME["attributes"], "message": "Moves\n"}}  # type: ignore[dict-item]
    assert sent(tmp_path, "downtime", said)["attributes"]["message"] == f"Moves\n\n{MARK}"


def test_what_is_protected_says_so(tmp_path: Path) -> None:
    tags = sent(tmp_path, "synthetic_test", TEST, ", protect=True")["tags"]
    assert tags == ["a:b", "managed_by:dogwatch", "catalog:shop", "protected_by:dogwatch", MARK]


@pytest.mark.parametrize(
    ("kind", "body", "more", "seen"),
    [
        ("dashboard", {}, 'imported="1", environments="prod"', "kind: 'dashboard' is none that is declared like this"),
        ("downtime", DOWNTIME, 'environments="prod"', "imported: it does not say what it was imported from"),
        ("downtime", [], 'imported="1", environments="prod"', "body: [] is no mapping"),
        ("downtime", {"a": {1}}, 'imported="1", environments="prod"', "body: body.a: "),
        ("downtime", DOWNTIME, 'imported="1"', "it was imported, and would be made anew under one name"),
        ("downtime", {"type": "downtime"}, 'imported="1", environments="prod"', "scope: is missing"),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, kind: str, body: Any, more: str, seen: str) -> None:
    assert seen in mistakes(tmp_path, declared(kind, body, more))
