from __future__ import annotations

import pytest

from dogwatch.client import Http, Question, Target, refusals
from dogwatch.errors import ApiError
from dogwatch.kinds import Request, Response
from dogwatch.local.server import running
from tests.bodies import declared
from tests.client.sends import Said, answers, cut


def question(number: int, id: str | None = None) -> Question:
    return Question("monitor", f"shop/checkout/{number}", declared(), id)


def test_datadog_is_asked_about_every_body() -> None:
    wrong = Question("monitor", "shop/wrong", declared(query="avg(last_5m):avg:a{*} ~ 5"))
    with running() as server:
        send = Http(Target(server.url, api_key=server.keys.api, app_key=server.keys.application))
        refused = refusals(send, [question(1), wrong, question(2)], parallel=4)
        send.close()
    [(asked, said)] = refused
    assert asked is wrong
    assert said.startswith("Datadog answered 400: The value provided for parameter 'query' is invalid")


def test_a_change_is_asked_about_as_a_change_of_its_object() -> None:
    send = answers(Response(200, {}))
    assert refusals(send, [question(1), question(2, "77")], parallel=1) == []
    assert send.requests == [
        Request("POST", "/api/v1/monitor/validate", body=declared()),
        Request("POST", "/api/v1/monitor/77/validate", body=declared()),
    ]


def test_refusals_come_in_the_order_of_the_questions() -> None:
    send = answers(Response(400, {"errors": ["no"]}))
    asked = [question(number) for number in range(20)]
    assert [found.key for found, _ in refusals(send, asked, parallel=8)] == [one.key for one in asked]


def test_nothing_to_ask_sends_nothing() -> None:
    send = answers(Response(200, {}))
    assert refusals(send, [], parallel=8) == []
    assert send.requests == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (cut(), "the connection was cut"),
        (Response(403, {"errors": ["Forbidden"]}), "Forbidden; check DD_API_KEY"),
        (Response(401, {"errors": ["No"]}), "check DD_API_KEY"),
        (Response(200, None, "<html>log in</html>"), "is no JSON"),
        (Response(200), "the answer 200 is empty or was cut"),
    ],
)
def test_what_could_not_be_asked_is_no_consent(said: Said, words: str) -> None:
    with pytest.raises(ApiError, match=r"^monitor shop/checkout/1: validate: ") as caught:
        refusals(answers(said), [question(1)], parallel=1)
    assert words in str(caught.value)


def test_what_refers_to_something_without_an_id_cannot_be_asked_yet() -> None:
    assert question(1).request is not None
    assert Question("monitor", "shop/both", declared(query="${monitor:shop/a} && 17")).request is None
