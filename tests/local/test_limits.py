from __future__ import annotations

import time

from dogwatch.client import Http, Target, patient
from dogwatch.kinds import Request, Response
from dogwatch.local import Limits, running
from tests.bodies import declared

LIST = Request("GET", "/api/v1/monitor")
VALIDATE = Request("POST", "/api/v1/monitor/validate", body=declared())


def create(number: int) -> Request:
    return Request("POST", "/api/v1/monitor", body=declared(f"shop/{number}"))


def sent(limits: Limits, *requests: Request) -> list[Response]:
    with running(limits=limits) as server:
        http = Http(Target(server.url, api_key="local", app_key="local"))
        answers = [http(request) for request in requests]
        http.close()
    return answers


def test_refuses_more_writes_than_it_takes_and_says_when_to_come_back() -> None:
    *_, listed, refused = sent(Limits(writes=2, period=1e9), create(1), create(2), VALIDATE, LIST, create(3))
    assert (refused.status, listed.is_success) == (429, True)
    assert len(listed.body) == 2
    assert refused.body == {"errors": ["Rate limit of 2 requests in 1e+09 seconds reached. Please try again later."]}
    told = {name: value for name, value in refused.headers.items() if name.startswith("x-ratelimit")}
    assert int(told.pop("x-ratelimit-reset")) > 0
    assert told == {
        "x-ratelimit-limit": "2",
        "x-ratelimit-period": "1e+09",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-name": "writes",
    }


def test_says_what_is_left() -> None:
    answers = sent(Limits(writes=9, period=1e9), create(1), create(2))
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["8", "7"]


def test_says_nothing_of_limits_where_there_are_none() -> None:
    [answer] = sent(Limits(), create(1))
    assert "x-ratelimit-limit" not in answer.headers


def test_takes_so_many_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with running(limits=Limits(in_flight=3), delay=0.3) as server, ThreadPoolExecutor(8) as pool:
        http = Http(Target(server.url, api_key="local", app_key="local"))
        answers = sorted(answer.status for answer in pool.map(http, [LIST] * 8))
        http.close()
    assert answers.count(200) >= 3
    assert answers.count(512) >= 1


def test_a_patient_client_meets_few_refusals_and_gets_everything_through() -> None:
    refused: list[int] = []
    with running(limits=Limits(writes=10, period=1.0)) as server:
        http = Http(Target(server.url, api_key="local", app_key="local"))

        def counting(request: Request) -> Response:
            response = http(request)
            refused.extend([response.status] * (response.status == 429))
            return response

        send = patient(counting, time.sleep, lambda seconds: None)
        assert all(send(create(number)).is_success for number in range(25))
        http.close()
    assert len(refused) <= 2
