from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

import pytest

import dogwatch.apply.write as writing
from dogwatch.apply.bearers import Bearers
from dogwatch.client import Send
from dogwatch.errors import ApiError
from dogwatch.kinds import Body, FieldChange, Response
from dogwatch.names import Mark
from dogwatch.plan import Change, Create, Delete, Update
from tests.bodies import KEY, LOG_ALERT, declared, found
from tests.client.sends import answers, cut, refused
from tests.faults import Answer, Drop, Lose, on
from tests.organisation import organisation

PATH = "/api/v1/monitor"
CREATE = Create("monitor", KEY, declared())
EMPTY = Answer(200, [])


def write(send: Send, sleep: Callable[[float], None], change: Change) -> str:
    return writing.Writing(send, sleep, Bearers(send)).write(change)


def never(seconds: float) -> None:
    raise AssertionError(f"waits {seconds} s though nothing was lost")


def update(id: str, body: Body) -> Update:
    return Update("monitor", KEY, id, (FieldChange("name", "a", "b"),), body, {})


def failure(send: Send, change: Change, sleep: Callable[[float], None] = never) -> str:
    with pytest.raises(ApiError, match=rf"^monitor {KEY}: ") as caught:
        write(send, sleep, change)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_creates_and_says_the_id() -> None:
    with organisation() as datadog:
        id = write(datadog.send, never, CREATE)
        [monitor] = datadog.monitors()
    assert str(monitor["id"]) == id
    assert monitor["name"] == declared()["name"]


def test_updates_with_the_body_of_the_plan() -> None:
    with organisation() as datadog:
        id = str(datadog.create(declared()))
        assert write(datadog.send, never, update(id, declared(message="new"))) == id
        assert datadog.monitors()[0]["message"] == "new"


def test_deletes() -> None:
    with organisation() as datadog:
        id = datadog.create(declared())
        write(datadog.send, never, Delete("monitor", KEY, str(id), {}))
        assert datadog.monitors() == []


def test_what_is_gone_already_is_deleted() -> None:
    with organisation() as datadog:
        assert write(datadog.send, never, Delete("monitor", KEY, "17", {})) == "17"


def test_a_create_whose_answer_is_lost_is_found_again_and_not_sent_again() -> None:
    pauses: list[float] = []
    with organisation(on("POST", PATH, Lose())) as datadog:
        other = str(datadog.create(declared("shop/other")))
        id = write(datadog.send, pauses.append, CREATE)
        assert [str(monitor["id"]) for monitor in datadog.monitors()] == [other, id]
    assert len(datadog.faulty.written()) == 1
    assert pauses == [0.5]
    mark = f"monitor_tags={quote_plus(Mark('prod', KEY).tag)}"
    assert all(call.query.endswith(mark) for call in datadog.faulty.calls if call.method == "GET")


@pytest.mark.parametrize(
    "fault",
    [
        Answer(500, {"errors": ["Internal"]}),
        Answer(512, "Timeout"),
        Answer(200, "<html>"),
        Answer(200, {"ok": 1}),
        Drop(),
    ],
)
def test_a_create_that_was_not_carried_out_is_sent_again(fault: Any) -> None:
    pauses: list[float] = []
    with organisation(on("POST", PATH, fault)) as datadog:
        id = write(datadog.send, pauses.append, CREATE)
        assert [str(monitor["id"]) for monitor in datadog.monitors()] == [id]
    assert len(datadog.faulty.written()) == 2
    assert pauses == [0.5, 1.0, 2.0]


def test_looks_again_since_lists_may_lag() -> None:
    pauses: list[float] = []

    def lagging(call: Any) -> Any:
        return on("POST", PATH, Lose())(call) or on("GET", PATH, EMPTY, EMPTY)(call)

    with organisation(lagging) as datadog:
        write(datadog.send, pauses.append, CREATE)
        assert len(datadog.monitors()) == 1
    assert len(datadog.faulty.written()) == 1
    assert pauses == [0.5, 1.0, 2.0]


def test_a_list_that_lags_too_long_ends_in_datadogs_refusal_of_the_duplicate() -> None:
    def lagging(call: Any) -> Any:
        return on("POST", PATH, Lose())(call) or on("GET", PATH, EMPTY, EMPTY, EMPTY)(call)

    with organisation(lagging) as datadog:
        id = write(datadog.send, lambda seconds: None, CREATE)
        assert [str(monitor["id"]) for monitor in datadog.monitors()] == [id]
    assert len(datadog.faulty.written()) == 2


def test_a_create_that_is_lost_again_and_again_fails() -> None:
    with organisation(on("POST", PATH, Drop(), Drop(), Drop(), Drop())) as datadog:
        said = failure(datadog.send, CREATE, lambda seconds: None)
        assert datadog.monitors() == []
    assert "create: no answer from http://127.0.0.1" in said
    assert len(datadog.faulty.written()) == 3


METRIC: Body = {
    "id": "shop.a",
    "type": "spans_metrics",
    "attributes": {"compute": {"aggregation_type": "count"}, "filter": {"query": "*"}, "group_by": []},
}
AGAIN = Create("span_metric", "shop/shop.a", METRIC, replaces="shop.a")


def test_a_name_is_free_before_it_is_given_again() -> None:
    made = Response(200, {"data": METRIC})
    send = answers(Response(204, None), made)
    assert write(send, never, AGAIN) == "shop.a"
    assert [request.method for request in send.requests] == ["DELETE", "POST"]


def test_what_could_not_be_deleted_is_not_made_again() -> None:
    send = answers(Response(403, {"errors": ["Forbidden"]}))
    with pytest.raises(ApiError, match=r"^span_metric shop/shop.a: delete: Datadog answered 403: Forbidden"):
        write(send, never, AGAIN)
    assert "POST" not in [request.method for request in send.requests]


def test_a_lost_answer_to_the_second_make_is_looked_up_by_name() -> None:
    send = answers(Response(204, None), cut(), Response(200, {"data": METRIC}))
    assert write(send, lambda seconds: None, AGAIN) == "shop.a"
    assert [request.method for request in send.requests] == ["DELETE", "POST", "GET"]


def test_the_one_that_is_replaced_is_not_taken_for_the_new_one() -> None:
    with organisation(on("POST", PATH, Drop())) as datadog:
        old = str(datadog.create(declared(**LOG_ALERT)))
        id = write(datadog.send, lambda seconds: None, Create("monitor", KEY, declared(), replaces=old))
        assert id != old
        assert len(datadog.monitors()) == 2


def test_nothing_is_looked_up_where_nothing_was_sent() -> None:
    send = answers(refused())
    assert failure(send, CREATE) == f"monitor {KEY}: no answer from somewhere: Connection refused"
    assert len(send.requests) == 1


def test_says_that_it_may_exist_where_the_look_up_fails() -> None:
    said = failure(answers(cut(), Response(503, None, "away")), CREATE, lambda seconds: None)
    assert (
        "create: no answer from somewhere: the connection was cut; it may exist all the same: list of monitors" in said
    )


def test_a_refusal_names_the_resource_and_what_was_said() -> None:
    with organisation() as datadog:
        wrong = Create("monitor", KEY, declared(query="avg(last_5m):avg:a{*} ~ 5"))
        said = failure(datadog.send, wrong)
    assert said.startswith(f"monitor {KEY}: create: Datadog answered 400: The value provided for parameter 'query'")


def test_an_update_of_something_gone_is_an_error() -> None:
    with organisation() as datadog:
        said = failure(datadog.send, update("17", declared()))
    assert said == f"monitor {KEY}: update: Datadog answered 404: Monitor not found"


@pytest.mark.parametrize("said", [Response(200, None, "<html>"), Response(200), Response(502, None, "away"), cut()])
def test_an_update_that_was_not_answered_is_an_error(said: Any) -> None:
    failure(answers(said), update("17", declared()))


def test_a_delete_that_is_refused_names_who_uses_it() -> None:
    with organisation() as datadog:
        id = datadog.create(declared())
        other = datadog.create(declared("shop/other"))
        both = datadog.create({"type": "composite", "name": "both", "query": f"{id} && {other}"})
        said = failure(datadog.send, Delete("monitor", KEY, str(id), {}))
        assert len(datadog.monitors()) == 3
    assert said == (
        f"monitor {KEY}: delete: Datadog keeps it, since it is used by monitor 'both' ({both}); "
        "take it out there, or delete that first, and apply again"
    )


def test_a_delete_that_is_refused_for_another_reason_says_which() -> None:
    said = failure(answers(Response(403, {"errors": {"17": ["Forbidden"]}})), Delete("monitor", KEY, "17", {}))
    assert said == (
        f"monitor {KEY}: delete: Datadog answered 403: 17: Forbidden; check DD_API_KEY, DD_APP_KEY and DD_SITE"
    )


def duplicate(id: int) -> Response:
    return Response(400, {"errors": [f"Duplicate of an existing monitor_id:{id} org_id:1"]})


def test_a_duplicate_with_our_mark_is_ours() -> None:
    send = answers(duplicate(5), Response(200, found(5)))
    assert write(send, never, CREATE) == "5"
    assert [request.method for request in send.requests] == ["POST", "GET"]


def test_a_duplicate_without_a_mark_is_taken_over() -> None:
    send = answers(duplicate(5), Response(200, found(5, tags=["area:a"])), Response(200, found(5)))
    assert write(send, never, CREATE) == "5"
    assert [(request.method, request.path) for request in send.requests[1:]] == [
        ("GET", f"{PATH}/5"),
        ("PUT", f"{PATH}/5"),
    ]
    assert send.requests[-1].body["tags"] == [*declared()["tags"], "area:a"]


def test_a_duplicate_that_belongs_to_another_key_is_an_error() -> None:
    said = failure(answers(duplicate(5), Response(200, found(5, tags=[Mark("staging", "shop/x").tag]))), CREATE)
    assert said.endswith("Duplicate of an existing monitor_id:5 org_id:1, which belongs to shop/x in staging")
