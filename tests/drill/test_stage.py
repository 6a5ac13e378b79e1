from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from dogwatch.client import Http, Send, expect, local
from dogwatch.drill import DRILLS, Stage
from dogwatch.drill import stage as staging
from dogwatch.drill.clock import Clock
from dogwatch.drill.shop import Shop, opened, opening
from dogwatch.drill.witness import Witness
from dogwatch.errors import ApiError, DogwatchError
from dogwatch.kinds import Request
from dogwatch.local import running

ROOT = Path(__file__).parent.parent.parent
BY_NAME = {drill.name: drill for drill in DRILLS}
NOTHING = cast("Any", None)


@pytest.fixture
def send() -> Iterator[Send]:
    with running() as server:
        http = Http(local(port=int(server.url.rpartition(":")[2])))
        yield http
        http.close()


def stage(send: Send, since: float) -> Stage:
    return Stage(NOTHING, Clock(time.time()), send, NOTHING, NOTHING, 10, random.Random(1), since)


def put(send: Send, value: float, *tags: str, later: int = 0) -> None:
    point = [int(time.time()) + later, value]
    series = {"metric": "feature.hits", "type": "count", "points": [point], "tags": list(tags)}
    expect(send(Request("POST", "/api/v1/series", body={"series": [series]})), "series")


def test_nobody_is_asked_where_the_cause_does_not_show(send: Send) -> None:
    on_stage, drill = stage(send, time.time() - 300), BY_NAME["payment-errors"]
    with pytest.raises(DogwatchError, match="is 0 at most, which is not what it is about"):
        on_stage.prove(drill)
    put(send, 3, "env:prod", "feature:payment", "error_type:http_503")
    on_stage.prove(drill)


def test_an_alert_in_the_minute_of_the_break_is_proved_by_the_minute_after_it(send: Send) -> None:
    on_stage = stage(send, time.time() - 30)
    on_stage.clock.go(100)
    put(send, 3, "env:prod", "feature:payment", "error_type:http_503", later=60)
    on_stage.prove(BY_NAME["payment-errors"])


def test_what_shall_be_gone_must_not_go_on(send: Send) -> None:
    on_stage, drill = stage(send, time.time() - 300), BY_NAME["search-quiet"]
    on_stage.prove(drill)
    put(send, 3, "env:prod", "feature:search")
    with pytest.raises(DogwatchError, match="is 3 at most"):
        on_stage.prove(drill)


def test_a_drill_ends_when_no_monitor_tells_of_it(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(staging, "_PATIENCE_MINUTES", 0)
    with pytest.raises(DogwatchError, match="of cart/errors, cart/errors-version none has told anybody"):
        stage(send, time.time()).wait_for_alert(BY_NAME["bad-version"])


def test_a_budget_is_one_of_an_slo_that_is_there(send: Send) -> None:
    with pytest.raises(ApiError, match="has 0 SLOs checkout/availability"):
        Witness(send).budget_left("checkout/availability", time.time())


def test_a_shop_that_does_not_open_says_why(tmp_path: Path) -> None:
    with (
        opening(tmp_path, {}, "udp://127.0.0.1:9", rate=1, seed=1) as process,
        pytest.raises(DogwatchError, match=r"the shop did not open:\n(.*\n)*.*No module named 'examples"),
    ):
        opened(tmp_path, process)
    assert process.returncode


def test_a_shop_that_is_closed_is_not_broken(tmp_path: Path) -> None:
    with pytest.raises(DogwatchError, match=r"the shop cannot be broken: python -m .*: no shop is open in"):
        Shop(ROOT, str(tmp_path / "closed")).switch(["--leak"])
