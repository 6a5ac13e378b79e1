from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from dogwatch.client import Halted, Http, Target
from dogwatch.client.traffic import Traffic
from dogwatch.kinds import Request, Response
from dogwatch.local.server import running
from tests.client.sends import answers, cut, refused

GET = Request("GET", "/api/v1/monitor")


class Crowd:
    """A `send` that counts how many are in it at once."""

    def __init__(self, takes: int = 1000) -> None:
        self.takes = takes
        self.inside = self.most = self.refused = 0
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Response:
        with self._lock:
            self.inside += 1
            is_too_much = self.inside > self.takes
            self.most = max(self.most, self.inside)
            self.refused += is_too_much
        time.sleep(0.005)
        with self._lock:
            self.inside -= 1
        return Response(512 if is_too_much else 200, {})


def sent(traffic: Traffic, times: int) -> Iterator[Response]:
    with ThreadPoolExecutor(64) as pool:
        yield from pool.map(traffic, [GET] * times)


def test_no_more_are_in_flight_than_the_target_allows() -> None:
    crowd = Crowd()
    assert all(response.is_success for response in sent(Traffic(crowd, 10, time.monotonic), 200))
    assert crowd.most == 10


def test_more_and_more_are_in_flight_while_all_goes_well() -> None:
    crowd = Crowd()
    list(sent(Traffic(crowd, 64, time.monotonic), 600))
    assert crowd.most > 32


def test_settles_below_what_a_server_takes_at_once() -> None:
    crowd = Crowd(takes=16)
    traffic = Traffic(crowd, 64, time.monotonic)
    answered = list(sent(traffic, 1000))
    assert len(answered) == 1000
    assert crowd.refused < 100  # of hundreds, if it went on as it began
    assert traffic.pace.limit <= 17


def test_a_lost_reply_halves_the_pace_and_one_that_never_left_does_not() -> None:
    traffic = Traffic(answers(refused(), cut()), 8, time.monotonic)
    with pytest.raises(Exception, match="refused"):
        traffic(GET)
    assert traffic.pace.limit == 8
    with pytest.raises(Exception, match="cut"):
        traffic(GET)
    assert traffic.pace.limit == 4


def test_what_is_halted_gives_its_place_back_and_says_nothing_of_datadog() -> None:
    def halted(request: Request) -> Response:
        raise Halted("interrupted")

    traffic = Traffic(halted, 1, time.monotonic)
    for _ in range(3):
        with pytest.raises(Halted):
            traffic(GET)
    assert traffic.pace.limit == 1


def test_connections_are_at_most_as_many_as_requests_in_flight() -> None:
    with running(delay=0.01) as server:
        http = Http(Target(server.url, api_key="local", app_key="local", parallel=8))
        list(sent(Traffic(http, 8, time.monotonic), 100))
        pool = http._pool
        http.close()
    assert pool.num_connections <= 8
