"""The catalog's file as a service reads it: it believes nothing of it, and goes on without."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from dogwatch.instrument.catalog_file import read_catalog
from dogwatch.instrument.complaints import _LOGGED

FEATURES = {
    "checkout": {"service": "shop-api", "routes": ["POST /checkout"], "within": 0.4, "cpu": True, "tags": ["region"]},
    "payment": {"service": "payment-api", "routes": ["POST /checkout"], "tags": ["bank"]},
}


def written(folder: Path, data: Any) -> str:
    file = folder / "catalog.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data))
    return str(file)


def test_a_service_reads_what_is_said_of_it(tmp_path: Path) -> None:
    known = read_catalog(written(tmp_path, {"version": 1, "features": FEATURES}), "payment-api")
    assert known is not None
    assert (known.within, known.cpu, known.tags) == ({}, set(), {"bank"})
    assert known.routes.find("POST", "/checkout") == ("payment", "/checkout")


def test_a_service_without_a_name_reads_everything(tmp_path: Path) -> None:
    known = read_catalog(written(tmp_path, {"version": 1, "features": FEATURES}), None)
    assert known is not None
    assert (known.within, known.cpu, known.tags) == ({"checkout": 0.4}, {"checkout"}, {"region", "bank"})


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[]",
        {"version": 2, "features": {}},
        {"version": 1, "features": {"checkout": {}}},
        {"version": 1, "features": {"checkout": {"service": "shop-api", "routes": ["/checkout"]}}},
        {"version": 1, "features": {"checkout": {"service": "shop-api", "within": "fast"}}},
    ],
    ids=str,
)
def test_any_other_file_is_logged_and_not_used(tmp_path: Path, data: Any, caplog: pytest.LogCaptureFixture) -> None:
    _LOGGED.clear()
    with caplog.at_level(logging.WARNING):
        assert read_catalog(written(tmp_path, data), "shop-api") is None
    assert "catalog.json is not read, so that routes have no features: " in caplog.text
