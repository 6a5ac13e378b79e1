from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dogwatch.local import Agent, running
from examples.shop.running import ROOT
from examples.shop.running import shop as sample_shop
from tests.cli.command import dogwatch, shop

NOBODY = "http://127.0.0.1:9"


@contextmanager
def plain_environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("DD_", "DOGWATCH_"))]:
            patch.delenv(name)
        yield


def findings(out: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(each["subject"], each["what"]): each for each in json.loads(out)["findings"]}


def test_calls_a_running_service_and_sees_its_metrics_move(tmp_path: Path) -> None:
    calls = ("--call", "GET /products/1?seen_in=search", "--call", "POST /cart/items {}", "--call", "GET /nowhere")
    with (
        running(agent=Agent(0)) as server,
        plain_environment(),
        sample_shop(tmp_path, f"udp://127.0.0.1:{server.agent.dogstatsd_port}") as opened,
    ):
        said = dogwatch(ROOT, "doctor", "--json", "--service", opened.front, *calls, url=server.url)
    found = findings(said.stdout)
    assert said.returncode == 1
    faults = [key for key, each in found.items() if each["state"] in ("missing", "wrong")]
    assert faults == [("GET /nowhere", "answer")]
    assert found["GET /cart", "feature.hits"]["seen"] == "1 of cart by route /cart"
    assert found["POST /cart/items", "answer"]["seen"].startswith("422 in ")
    assert found["GET /products/1?seen_in=search", "feature.duration"]["state"] == "ok"
    assert found["GET /search", "feature.interactions open_result"]["seen"] == "1"
    assert ("POST /login", "answer") not in found
    assert found["feature login", "calls"]["remedy"] == 'ask for it: --call "POST /login"'


ROUTES = ('service="shop-api", signals', 'service="shop-api", routes=["GET /search"], signals')


def test_a_service_that_nobody_runs_is_missing(tmp_path: Path) -> None:
    with running() as server:
        said = dogwatch(shop(tmp_path, *ROUTES), "doctor", "--service", NOBODY, url=server.url)
    assert said.returncode == 1
    assert "  missing  answer  no answer: [Errno 111] Connection refused" in said.stdout


def test_without_a_datadog_that_runs_nothing_is_called(tmp_path: Path) -> None:
    said = dogwatch(shop(tmp_path, *ROUTES), "doctor", "--service", NOBODY, url="http://127.0.0.1:9")
    assert said.returncode == 1
    assert "start it with dogwatch up" in said.stderr


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("localhost:8000", "--service localhost:8000: this is no address of a service"),
        ("search-api=http://127.0.0.1:8000", "no feature is of the service search-api; they are of shop-api"),
        ("http://127.0.0.1:8000", "no route is called without being asked for"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, service: str, said: str) -> None:
    ended = dogwatch(shop(tmp_path), "doctor", "--service", service, url=NOBODY)
    assert ended.returncode == 2
    assert ended.stderr.startswith(said)


def test_of_several_services_one_has_to_be_named(tmp_path: Path) -> None:
    catalog = shop(tmp_path, *ROUTES) / "features.py"
    other = (
        'Feature("help", team=storefront, service="help", signals=[Errors(rate="1%", least=0)], routes=["GET /help"])'
    )
    catalog.write_text(catalog.read_text().replace("catalog =", f"other = {other}\ncatalog ="))
    ended = dogwatch(tmp_path, "doctor", "--service", "http://127.0.0.1:8000", url=NOBODY)
    assert ended.returncode == 2
    assert ended.stderr == "features are of shop-api, help: say whose address it is, as in --service shop-api=URL\n"
