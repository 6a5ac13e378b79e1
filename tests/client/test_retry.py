from __future__ import annotations

import pytest

from dogwatch.client import Halted, Unreachable, patient
from dogwatch.errors import ApiError
from dogwatch.kinds import Request, Response
from tests.client.sends import Said, answers, cut, refused

GET = Request("GET", "/api/v1/monitor")
PUT = Request("PUT", "/api/v1/monitor/1", body={})
CREATE = Request("POST", "/api/v1/monitor", body={})
VALIDATE = Request("POST", "/api/v1/monitor/validate", body={})
OK = Response(200, {})


def limited(**headers: str) -> Response:
    return Response(429, {"errors": ["rate limited"]}, headers={k.replace("_", "-"): v for k, v in headers.items()})


class Time:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def now(self) -> float:
        return sum(self.pauses)

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


def tried(request: Request, *said: Said) -> tuple[Response | Unreachable, int, list[float]]:
    """What came out, how often it was asked, and how long was slept each time."""
    send, time = answers(*said), Time()
    try:
        outcome: Response | Unreachable = patient(send, time.sleep, lambda seconds: None, clock=time.now)(request)
    except Unreachable as error:
        outcome = error
    return outcome, len(send.requests), time.pauses


def test_an_answer_is_handed_on_without_a_pause() -> None:
    assert tried(GET, OK) == (OK, 1, [])
    missing = Response(404, {"errors": ["Monitor not found"]})
    assert tried(GET, missing) == (missing, 1, [])


@pytest.mark.parametrize("request_", [GET, PUT, CREATE, VALIDATE])
def test_waits_as_long_as_a_limit_asks(request_: Request) -> None:
    assert tried(request_, limited(x_ratelimit_reset="7"), limited(x_ratelimit_reset="3"), OK) == (OK, 3, [7.0, 3.0])


def test_waits_as_long_as_a_proxy_asks() -> None:
    assert tried(GET, limited(retry_after="2"), OK) == (OK, 2, [2.0])


def test_says_how_long_a_limit_is_waited_out_and_says_nothing_of_a_fault() -> None:
    said: list[float] = []
    send, time = answers(limited(x_ratelimit_reset="7"), Response(503), OK), Time()
    assert patient(send, time.sleep, said.append, clock=time.now)(GET) == OK
    assert said == [7.0]


def test_what_ends_a_pause_ends_the_waiting() -> None:
    def woken(seconds: float) -> None:
        raise ApiError("interrupted")

    send = answers(limited(x_ratelimit_reset="7"), OK)
    with pytest.raises(ApiError, match="interrupted"):
        patient(send, woken, lambda seconds: None)(GET)
    assert len(send.requests) == 1


def test_a_limit_that_never_ends_is_handed_on_in_the_end() -> None:
    outcome, asked, pauses = tried(GET, limited(x_ratelimit_reset="1"))
    assert isinstance(outcome, Response)
    assert (outcome.status, asked, len(pauses)) == (429, 31, 30)


def test_a_limit_that_says_nothing_never_spins() -> None:
    outcome, asked, pauses = tried(GET, limited())
    assert isinstance(outcome, Response)
    assert (outcome.status, asked) == (429, 31)
    assert sum(pauses) > 600


def test_a_run_tries_again_so_often_and_no_more() -> None:
    send, time = answers(Response(503)), Time()
    patience = patient(send, time.sleep, lambda seconds: None, clock=time.now, retries=6)
    assert patience.spent is None
    for _ in range(4):
        patience(GET)
    assert len(send.requests) == 4 + 6
    assert patience.spent == "6 requests were tried again in vain: Datadog is not well"


def test_waiting_for_a_limit_that_says_when_is_no_try_in_vain() -> None:
    slow = limited(x_ratelimit_reset="1")
    send, time = answers(slow, OK, slow, OK, slow, OK), Time()
    patience = patient(send, time.sleep, lambda seconds: None, clock=time.now, retries=1)
    assert [patience(GET) for _ in range(3)] == [OK, OK, OK]
    assert patience.spent is None


@pytest.mark.parametrize("fault", [cut(), Response(503)])
def test_the_fault_is_told_where_the_pause_after_it_is_ended(fault: Said) -> None:
    def woken(seconds: float) -> None:
        raise Halted("interrupted")

    patience = patient(answers(fault, OK), woken, lambda seconds: None)
    if isinstance(fault, Response):
        assert patience(PUT) == fault
    else:
        with pytest.raises(Unreachable, match="the connection was cut"):
            patience(PUT)


def test_others_go_on_while_an_endpoint_waits() -> None:
    time, sent = Time(), list[str]()

    def send(request: Request) -> Response:
        sent.append(request.method)
        slow = request.method == "PUT" and sent.count("PUT") == 1
        return limited(x_ratelimit_reset="9") if slow else OK

    def sleep(seconds: float) -> None:
        assert patience(GET) == OK  # what another thread sends meanwhile
        time.sleep(seconds)

    patience = patient(send, sleep, lambda seconds: None, clock=time.now)
    assert patience(PUT) == OK
    assert (sent, time.pauses) == (["PUT", "GET", "PUT"], [9.0])


@pytest.mark.parametrize("status", [500, 502, 503, 504, 512])
@pytest.mark.parametrize("request_", [GET, PUT, VALIDATE])
def test_a_fault_that_passes_is_tried_again(request_: Request, status: int) -> None:
    outcome, asked, pauses = tried(request_, Response(status), Response(status), OK)
    assert (outcome, asked, len(pauses)) == (OK, 3, 2)


def test_a_fault_that_stays_is_handed_on_after_five_tries() -> None:
    outcome, asked, pauses = tried(GET, Response(503, None, "away"))
    assert isinstance(outcome, Response)
    assert (outcome.status, asked, len(pauses)) == (503, 5, 4)
    assert sum(pauses) < 4


@pytest.mark.parametrize("status", [501, 400, 403, 409])
def test_what_is_no_passing_fault_is_not_tried_again(status: int) -> None:
    assert tried(GET, Response(status))[1:] == (1, [])


def test_a_create_is_not_repeated_after_a_fault_since_it_may_have_been_carried_out() -> None:
    assert tried(CREATE, Response(502), OK)[1:] == (1, [])
    outcome, asked, _ = tried(CREATE, cut(), OK)
    assert isinstance(outcome, Unreachable)
    assert asked == 1


def test_a_create_that_never_left_is_repeated() -> None:
    outcome, asked, pauses = tried(CREATE, refused(), refused(), OK)
    assert (outcome, asked, len(pauses)) == (OK, 3, 2)


@pytest.mark.parametrize("request_", [GET, PUT, VALIDATE])
def test_what_is_safe_to_repeat_is_repeated_after_a_cut(request_: Request) -> None:
    assert tried(request_, cut(), OK)[:2] == (OK, 2)


@pytest.mark.parametrize("request_", [GET, CREATE])
def test_gives_up_at_once_where_no_try_will_fare_better(request_: Request) -> None:
    final = Unreachable("no answer from here: Connection refused", was_sent=False, is_final=True)
    outcome, asked, pauses = tried(request_, final, OK)
    assert isinstance(outcome, Unreachable)
    assert (asked, pauses) == (1, [])


def test_gives_up_where_nobody_answers() -> None:
    outcome, asked, pauses = tried(GET, refused())
    assert isinstance(outcome, Unreachable)
    assert (asked, len(pauses)) == (5, 4)
