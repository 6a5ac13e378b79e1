"""Reading begins before the catalog is known."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Event

import pytest

from dogwatch.cli.ahead import Ahead
from dogwatch.cli.catalogs import Loaded
from dogwatch.cli.connection import Connection
from dogwatch.cli.session import Call, Session
from dogwatch.client import Halted, Target
from dogwatch.declare import Catalog, Declared
from dogwatch.errors import ApiError
from dogwatch.kinds import DASHBOARD, LISTED, MONITOR, SLO_CORRECTION, Request, Response
from tests.faults import Answer, Hold, on
from tests.faults import Call as Arrived
from tests.organisation import KEYS, Organisation, organisation

from .command import dogwatch, shop

WRONG = ('p95=Limit("400ms", warn="300ms")', 'p95=Limit("400ms", warn="500ms")')
KEPT = {"DD_API_KEY": KEYS.api, "DD_APP_KEY": KEYS.application}


def asked(datadog: Organisation) -> set[str]:
    return {call.path for call in datadog.faulty.calls}


def until(what: object, is_so: object = True) -> None:
    """Waits for ten seconds at most until a function says what it shall say."""
    ends = time.monotonic() + 10
    while what() != is_so:  # type: ignore[operator]
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_lists_without_a_filter_are_read_before_the_name_of_the_catalog_is_known() -> None:
    with organisation() as datadog:
        ahead = Ahead(datadog.send, datadog.target)
        whole = {kind.lists.listing(None).path for kind in LISTED if not kind.is_filtered}
        until(lambda: asked(datadog), whole)
        ahead.named("shop")
        assert list(ahead.bodies(MONITOR)) == []
        (monitors,) = (call.query for call in datadog.faulty.calls if call.path == MONITOR.lists.listing(None).path)
        assert "monitor_tags=catalog%3Ashop" in monitors
        ahead.close()


def test_what_could_not_be_read_is_told_to_whoever_asks_for_it() -> None:
    path = DASHBOARD.lists.listing(None).path
    with organisation(on("GET", path, Answer(400, {"errors": ["no"]}))) as datadog:
        ahead = Ahead(datadog.send, datadog.target)
        ahead.named("shop")
        with pytest.raises(ApiError, match=r"^list of dashboards: Datadog answered 400: no$"):
            ahead.heads(DASHBOARD)
        ahead.close()


def test_once_it_is_abandoned_nothing_more_is_sent() -> None:
    sent, go_on = [], Event()

    def send(request: Request) -> Response:
        sent.append(request)
        go_on.wait(10)
        return Response(200, {"dashboards": [{"id": "abc"}]})

    ahead = Ahead(send, Target("http://127.0.0.1:1", parallel=8))
    until(lambda: len(sent), sum(not kind.is_filtered for kind in LISTED))
    ahead.abandon()
    before = list(sent)
    go_on.set()
    heads, _ = ahead._cut["dashboard"]
    with pytest.raises(Halted):
        heads.result(10)
    assert sent == before


def test_it_is_of_use_once_and_while_it_is_young() -> None:
    seconds = iter([100.0, 104.9, 105.0, 101.0])
    ahead = Ahead(lambda request: Response(200, {}), Target("http://127.0.0.1:1"), monotonic=lambda: next(seconds))
    assert [ahead.is_of_use(), ahead.is_of_use(), ahead.is_of_use()] == [True, False, True]
    ahead.take()
    assert not ahead.is_of_use()
    ahead.abandon()


def test_what_was_read_too_long_ago_is_read_anew_and_goes_on_no_longer() -> None:
    with organisation() as datadog:
        seconds = iter([100.0, 110.0])
        ahead = Ahead(datadog.send, datadog.target, monotonic=lambda: next(seconds))
        ahead.named("shop")
        until(lambda: len(datadog.faulty.calls), len(LISTED))
        loaded = Loaded(Declared(Catalog("shop"), (), (), (), ()), [], False, "prod")
        call = Call(None, "prod", None, False, (), (), allow_deletes=False)
        connection = Connection(datadog.target, datadog.send, time.sleep)  # type: ignore[arg-type]
        Session(connection, loaded, call, ahead=ahead).found()
        assert Counter(call.path for call in datadog.faulty.calls)[MONITOR.lists.listing(None).path] == 2
        with pytest.raises(RuntimeError, match="shut down"):
            ahead._listing.submit(str)


@pytest.mark.parametrize("command", [["plan"], ["apply", "--yes"], ["drift"]])
def test_mistakes_are_said_at_once_though_datadog_answers_nothing(tmp_path: Path, command: list[str]) -> None:
    shop(tmp_path, *WRONG)
    said = dogwatch(tmp_path, "check")
    assert said.returncode == 2
    with organisation(lambda call: Hold()) as datadog:
        began = time.monotonic()
        ended = dogwatch(tmp_path, *command, url=datadog.target.url, env=KEPT, timeout=30)
        assert time.monotonic() - began < 15
        assert (ended.returncode, ended.stdout, ended.stderr) == (2, said.stdout, said.stderr)
        assert asked(datadog)
        assert datadog.faulty.written() == []


def test_mistakes_are_said_at_once_though_datadog_answers_no_page_but_the_first(tmp_path: Path) -> None:
    shop(tmp_path, "from dogwatch", "import time; time.sleep(1)\nraise SystemError\nfrom dogwatch")
    corrections = [{"id": f"c{number}", "type": "correction", "attributes": {}} for number in range(100)]
    first = {"data": corrections, "meta": {"page": {"total_count": 300, "total_filtered_count": 300}}}

    def rule(arrived: Arrived) -> Answer | Hold:
        is_first = arrived.path == SLO_CORRECTION.lists.listing(None).path and "offset=0" in arrived.query
        return Answer(200, first) if is_first else Hold()

    with organisation(rule) as datadog:
        began = time.monotonic()
        ended = dogwatch(tmp_path, "plan", url=datadog.target.url, env=KEPT, timeout=30)
        assert time.monotonic() - began < 15
        assert (ended.returncode, datadog.faulty.written()) == (2, [])
        assert sum("offset=100" in call.query for call in datadog.faulty.calls) == 1


@pytest.mark.parametrize("command", ["plan", "apply", "sync", "drift"])
def test_reading_begins_before_what_declares_and_compares_is_loaded(command: str) -> None:
    code = f"import sys, dogwatch.cli.{command}; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.split())
    assert "dogwatch.cli.ahead" in loaded
    assert loaded.isdisjoint({"dogwatch.declare", "dogwatch.plan", "dogwatch.query", "dogwatch.report", "attrs"})
