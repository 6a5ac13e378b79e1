"""A catalog's file in force, for services that are tested in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dogwatch.instrument import configure
from dogwatch.instrument.client import process_client
from dogwatch.instrument.testing import recorded_metrics

__all__ = ["catalog_file", "recorded_metrics"]

FEATURES = {
    "checkout": {"service": "shop-api", "routes": ["POST /checkout"], "within": 5.0, "tags": ["region"]},
    "product-page": {"service": "shop-api", "routes": ["GET /products/{id}", "GET /stream"]},
    "payment": {"service": "shop-api", "routes": ["POST /shop.Payments/Pay", "TASK shop.pay"]},
    "report": {"service": "shop-api", "routes": ["GET /report", "POST /shop.Payments/Report"], "cpu": True},
}


@pytest.fixture(autouse=True)
def catalog_file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "catalog.json"
    file.write_text(json.dumps({"version": 1, "catalog": "shop", "features": FEATURES}))
    before = process_client().settings
    configure(catalog=str(file), accept_features=["cart"])
    yield file
    process_client().configure(before)
