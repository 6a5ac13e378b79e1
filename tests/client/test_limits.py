from __future__ import annotations

import pytest

from dogwatch.client.limits import Limits, endpoint_of
from dogwatch.kinds import Request, Response
from dogwatch.kinds.exchange import Method

CREATE = Request("POST", "/api/v1/monitor", body={})
UPDATE = Request("PUT", "/api/v1/monitor/5", body={})
OTHER = Request("PUT", "/api/v1/monitor/6", body={})
LIST = Request("GET", "/api/v1/monitor")


def limited(status: int = 200, **headers: str) -> Response:
    return Response(status, {}, headers={name.replace("_", "-"): value for name, value in headers.items()})


def told(left: int, reset: int, name: str = "", status: int = 200) -> Response:
    named = {"x_ratelimit_name": name} if name else {}
    return limited(status, x_ratelimit_remaining=str(left), x_ratelimit_reset=str(reset), **named)


def test_nothing_is_in_the_way_of_what_nobody_limits() -> None:
    limits = Limits()
    limits.answered(CREATE, 0, Response(200, {}), 1)
    assert limits.free_at(CREATE, 1) == 0


def test_waits_when_nothing_is_left_and_others_go_on() -> None:
    limits = Limits()
    limits.answered(UPDATE, 0, told(0, 30), 1)
    assert limits.free_at(OTHER, 2) == 31
    assert (limits.free_at(CREATE, 2), limits.free_at(LIST, 2)) == (0, 0)
    assert limits.free_at(OTHER, 31) == 0


def test_endpoints_under_one_name_wait_together() -> None:
    limits = Limits()
    limits.answered(UPDATE, 0, told(5, 30, "monitor_writes"), 1)
    limits.answered(CREATE, 0, told(0, 30, "monitor_writes"), 1)
    assert limits.free_at(UPDATE, 2) == 31
    assert limits.free_at(LIST, 2) == 0


def test_what_is_in_flight_counts() -> None:
    limits = Limits()
    limits.answered(CREATE, 0, told(2, 30), 1)
    for _ in range(2):
        assert limits.free_at(CREATE, 2) == 0
        limits.sent(CREATE, 2)
    assert limits.free_at(CREATE, 2) == 31
    limits.answered(CREATE, 2, told(1, 28), 3)  # the first is back: the second is still on its way
    assert limits.free_at(CREATE, 3) == 31
    limits.answered(CREATE, 40, told(600, 60), 41)
    assert limits.free_at(CREATE, 42) == 0


def test_a_refusal_waits_as_long_as_it_says() -> None:
    limits = Limits()
    limits.answered(CREATE, 0, limited(429, x_ratelimit_reset="7", retry_after="3"), 1)
    assert limits.free_at(CREATE, 1) == 8


def test_a_proxy_says_seconds_or_a_date() -> None:
    limits = Limits()
    limits.answered(CREATE, 0, limited(429, retry_after="3"), 1)
    assert limits.free_at(CREATE, 1) == 4
    date = limited(429, date="Wed, 21 Oct 2026 07:28:00 GMT", retry_after="Wed, 21 Oct 2026 07:28:12 GMT")
    limits.answered(UPDATE, 0, date, 1)
    assert limits.free_at(UPDATE, 1) == 13


@pytest.mark.parametrize(("said", "seconds"), [("0", 1), ("3600", 60)])
def test_waits_a_second_at_least_and_a_minute_at_most(said: str, seconds: int) -> None:
    limits = Limits()
    limits.answered(CREATE, 0, limited(429, x_ratelimit_reset=said), 1)
    assert limits.free_at(CREATE, 1) == 1 + seconds


@pytest.mark.parametrize("value", [None, "", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "-5", "²"])
def test_a_refusal_that_does_not_say_how_long_is_waited_out_longer_and_longer(value: str | None) -> None:
    limits, now, pauses = Limits(), 0.0, []
    for _ in range(12):
        limits.answered(CREATE, now, limited(429) if value is None else limited(429, retry_after=value), now)
        pauses.append(limits.free_at(CREATE, now) - now)
        now += pauses[-1]
    for pause, longest in zip(pauses, (0.25, 0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60), strict=True):
        assert longest / 2 <= pause <= longest + 1e-9


def test_those_in_flight_together_lengthen_the_pause_once() -> None:
    limits = Limits()
    for _ in range(64):
        limits.answered(CREATE, 0, limited(429), 1)
    assert limits.free_at(CREATE, 1) <= 1.25


def test_a_success_makes_the_next_pause_short_again() -> None:
    limits = Limits()
    for second in range(5):
        limits.answered(CREATE, 10.0 * second, limited(429), 10.0 * second)
    limits.answered(CREATE, 60, Response(200, {}), 60)
    limits.answered(CREATE, 61, limited(429), 61)
    assert limits.free_at(CREATE, 61) <= 61.25


@pytest.mark.parametrize(
    ("method", "path", "endpoint"),
    [
        ("GET", "/api/v1/monitor", "GET /api/v1/monitor"),
        ("PUT", "/api/v1/monitor/5", "PUT /api/v1/monitor/"),
        ("POST", "/api/v1/monitor/5/validate", "POST /api/v1/monitor//"),
        ("PATCH", "/api/v2/metrics/a.b/tags", "PATCH /api/v2/metrics//"),
    ],
)
def test_an_endpoint_has_no_ids(method: Method, path: str, endpoint: str) -> None:
    assert endpoint_of(Request(method, path)) == endpoint
