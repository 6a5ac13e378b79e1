"""The sample shop, end to end: its services under ddtrace-run, and what they report."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from examples.shop import store
from examples.shop.running import free_socket, service, surroundings
from tests.instrument.sink import sink


def get(url: str) -> Any:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=30) as answer:
        return json.load(answer)


def test_a_search_is_a_call_of_its_feature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_FOLDER", str(tmp_path))
    store.fill(1)
    with sink("udp", tmp_path) as metrics:
        listening = free_socket()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        command = ["uvicorn", "examples.shop.front:app", "--fd", str(listening.fileno())]
        with service("shop-api", command, listening, surroundings(tmp_path, metrics.url)):
            assert len(get(f"{url}/search?words=hat")) == 20
        metrics.arrived(lambda: metrics.count("feature.hits", feature="search") == 1)
