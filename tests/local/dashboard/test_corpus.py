"""Every published dashboard is taken and comes back as it was, key order and number types included."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.corpus import corpus
from tests.local.organisation import Organisation

OWNED = ("id", "url", "author_handle", "author_name", "author_info", "created_at", "modified_at", "is_read_only")


def published() -> list[Path]:
    return [path for path in sorted(corpus("dashboards").rglob("*.json")) if "board_title" not in path.read_text()]


def without_new_ids(widgets: list[dict[str, Any]], sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The widgets as they were sent: without the ids that the server gave, in groups too."""
    return [_as_sent(widget, was) for widget, was in zip(widgets, sent, strict=True)]


def _as_sent(widget: dict[str, Any], was: dict[str, Any]) -> dict[str, Any]:
    assert isinstance(widget["id"], int)
    kept = {name: value for name, value in widget.items() if name in was}
    if "widgets" in was["definition"]:
        inner = without_new_ids(widget["definition"]["widgets"], was["definition"]["widgets"])
        kept["definition"] = {name: inner if name == "widgets" else value for name, value in kept["definition"].items()}
    return kept


def test_published_dashboards_come_back_unchanged():
    organisation = Organisation()
    paths = published()
    for path in paths:
        sent = json.loads(path.read_text(encoding="utf-8"))
        status, got = organisation.ask("POST", "/api/v1/dashboard", sent)
        assert status == 200, f"{path}: {got}"
        assert json.dumps(without_new_ids(got["widgets"], sent["widgets"])) == json.dumps(sent["widgets"]), path
        rest = {name: value for name, value in sent.items() if name not in (*OWNED, "widgets") and value is not None}
        assert json.dumps({name: got.get(name) for name in rest}) == json.dumps(rest), path
        assert organisation.ask("GET", f"/api/v1/dashboard/{got['id']}") == (200, got)
    print(f"{len(paths)} dashboards")
    assert len(paths) > 100


@pytest.mark.parametrize("zero", ["0", "0.0", "-1.5e3", "12345678901234567890"])
def test_numbers_come_back_as_they_were_written(zero: str):
    organisation = Organisation()
    widget = f'{{"definition": {{"type": "unheard of", "at": {zero}, "on": true}}, "layout": {{"x": {zero}}}}}'
    body = f'{{"widgets": [{widget}], "layout_type": "ordered", "title": "n"}}'.encode()
    _, got = organisation.send("POST", "/api/v1/dashboard", body)
    assert json.dumps(got["widgets"][0]["definition"]["at"]) == json.dumps(json.loads(zero))
    assert got["widgets"][0]["definition"]["on"] is True
