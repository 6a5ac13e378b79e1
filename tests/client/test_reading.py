from __future__ import annotations

from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

import pytest

from dogwatch.client import (
    Unreachable,
    errors_of,
    expect,
    read_configured_metrics,
    read_list,
    read_named,
    read_tag_policies,
    read_whole,
    said,
)
from dogwatch.client.reading import read_as_sent
from dogwatch.errors import ApiError
from dogwatch.kinds import DASHBOARD, DASHBOARD_LIST, MONITOR, SLO, SPAN_METRIC, SYSTEM, Request, Response
from tests.client.sends import Said, answers, cut


def page(*ids: int) -> Response:
    return Response(200, [{"id": id} for id in ids])


def ids(found: list[dict[str, Any]]) -> list[int]:
    return [body["id"] for body in found]


def test_reads_page_after_page_until_an_empty_one_proves_the_end() -> None:
    send = answers(page(1, 2), page(5, 7), page())
    assert ids(read_list(send, MONITOR)) == [1, 2, 5, 7]
    assert [request.query[0] for request in send.requests] == [
        ("id_offset", "0"),
        ("id_offset", "2"),
        ("id_offset", "7"),
    ]


@dataclass
class Slos:
    """An organisation of so many SLOs that gives `most` of them at once and says that there are `total`."""

    number: int
    total: Any
    most: int = 1000
    asked: list[int] = field(default_factory=list)
    broken: int | None = None

    def __call__(self, request: Request) -> Response:
        offset = int(dict(request.query)["offset"])
        self.asked.append(offset)
        if offset == self.broken:
            return Response(500, {"errors": ["Internal error"]})
        data = [{"id": f"{place:04}"} for place in range(offset, min(offset + self.most, self.number))]
        return Response(200, {"data": data, "metadata": {"page": {"total_filtered_count": self.total}}})


@pytest.mark.parametrize(
    ("slos", "asked"),
    [
        (Slos(0, 0), [0]),
        (Slos(7, 7), [0, 7]),
        (Slos(2500, 2500), [0, 1000, 2000, 2500]),
        (Slos(2000, 2000), [0, 1000, 2000]),
        (Slos(2500, None), [0, 1000, 2000, 2500]),
        (Slos(2500, "2500"), [0, 1000, 2000, 2500]),
        (Slos(2500, 3), [0, 1000, 2000, 2500]),  # too few: what it says proves nothing
        (Slos(1500, 2500), [0, 1000, 1500]),  # too many, for which some pages may be asked for in vain
        (Slos(1500, 1600), [0, 1000, 1500]),
        (Slos(90, 90, most=40), [0, 40, 80, 90]),  # something in between caps the pages
    ],
)
def test_pages_are_asked_for_at_once_where_the_first_says_how_many_there_are(slos: Slos, asked: list[int]) -> None:
    assert [body["id"] for body in read_list(slos, SLO)] == [f"{place:04}" for place in range(slos.number)]
    in_vain = {offset for offset in slos.asked if offset > slos.number}
    assert sorted(set(slos.asked) - in_vain) == asked
    assert len(slos.asked) == len(set(slos.asked))
    assert not in_vain or slos.total > slos.number


def test_pages_that_were_asked_for_at_once_are_under_way_at_once() -> None:
    together = Barrier(3, timeout=10)
    slos = Slos(2500, 2500)

    def send(request: Request) -> Response:
        if dict(request.query)["offset"] != "0":
            together.wait()
        return slos(request)

    assert len(read_list(send, SLO)) == 2500


def test_a_page_that_was_asked_for_ahead_and_fails_is_no_list() -> None:
    with pytest.raises(ApiError, match=r"^list of slos: Datadog answered 500: Internal error$"):
        read_list(Slos(2500, 2500, broken=2000), SLO)


def test_a_page_that_nobody_needs_may_fail() -> None:
    assert len(read_list(Slos(1500, 2500, broken=2500), SLO)) == 1500


def test_an_empty_organisation_has_an_empty_list() -> None:
    assert read_list(answers(page()), MONITOR) == []


def test_every_page_is_of_the_tag() -> None:
    send = answers(page(1), page())
    read_list(send, MONITOR, "catalog:shop")
    assert {request.query[-1] for request in send.requests} == {("monitor_tags", "catalog:shop")}


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (Response(500, {"errors": ["Internal error"]}), "Datadog answered 500: Internal error"),
        (Response(403, {"errors": ["Forbidden"]}), "Forbidden; check DD_API_KEY"),
        (Response(200, None, "<html>log in</html>"), "is no JSON"),
        (Response(200, None), "the answer 200 is empty or was cut"),
        (Response(200, {"monitors": []}), "no list of monitors; is something in between?"),
        (Response(200, ["1"]), "no list of monitors"),
        (Response(200, [{"name": "no id"}]), "no list of monitors"),
        (Response(200, [{"id": "abc"}]), "no list of monitors"),
        (Response(200, [{"id": None}]), "no list of monitors"),
        (Response(200, [{"id": 3, "tags": [5, None]}]), "no list of monitors"),
        (Response(200, [{"id": 3, "tags": 5}]), "no list of monitors"),
        (cut(), "the connection was cut"),
        (page(1, 2), "the page after 2 does not go on"),
    ],
)
def test_a_list_that_fails_on_its_second_page_is_no_list(second: Said, words: str) -> None:
    with pytest.raises(ApiError, match=r"^list of monitors: ") as caught:
        read_list(answers(page(1, 2), second), MONITOR)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_list_that_nobody_answered_stays_unreachable() -> None:
    with pytest.raises(Unreachable):
        read_list(answers(cut()), MONITOR)


@pytest.mark.parametrize("body", [[], {"id": "a", "tags": [5]}, {"id": "a", "tags": "team:a"}])
def test_what_is_no_dashboard_is_an_error(body: Any) -> None:
    with pytest.raises(ApiError, match=r"^dashboard a: what was sent is no dashboard; is something in between\?$"):
        read_whole(answers(Response(200, body)), DASHBOARD, ["a"], parallel=1)


def test_reads_what_has_a_name_at_once() -> None:
    metric = {"id": "shop.a", "type": "spans_metrics", "attributes": {"compute": {"aggregation_type": "count"}}}
    send = answers(Response(200, {"data": [metric]}))
    assert read_named(send, SPAN_METRIC) == {"shop.a": metric}
    assert send.requests == [SPAN_METRIC.listing]


@pytest.mark.parametrize("status", [403, 404])
def test_what_the_keys_may_not_read_is_no_empty_list(status: int) -> None:
    assert read_named(answers(Response(status, {"errors": ["Forbidden"]})), SPAN_METRIC) is None


@pytest.mark.parametrize(
    "body", [{}, [], {"data": {}}, {"data": [{"id": 1, "attributes": {}}]}, {"data": [{"id": "a"}]}]
)
def test_what_is_no_list_of_metrics_is_an_error(body: Any) -> None:
    with pytest.raises(ApiError, match=r"^list of span_metrics: what was sent is no list of span_metrics; "):
        read_named(answers(Response(200, body)), SPAN_METRIC)


def test_a_list_of_metrics_that_failed_is_an_error() -> None:
    with pytest.raises(ApiError, match="Datadog answered 500: Internal error"):
        read_named(answers(Response(500, {"errors": ["Internal error"]})), SPAN_METRIC)


def test_reads_the_tag_policies_of_the_organisation() -> None:
    rule = {"policy_type": "tag", "policy": {"tag_key": "team"}}
    send = answers(Response(200, {"data": [{"id": "x", "attributes": rule}, {"id": "y"}]}))
    assert read_tag_policies(send) == [rule, {}]
    assert send.requests == [Request("GET", "/api/v2/monitor/policy")]
    assert read_tag_policies(answers(Response(200, {"data": []}))) == []


@pytest.mark.parametrize("status", [403, 404])
def test_policies_that_the_keys_may_not_read_are_unknown(status: int) -> None:
    assert read_tag_policies(answers(Response(status, {"errors": ["Forbidden"]}))) is None


@pytest.mark.parametrize(
    "said", [Response(500), Response(200), Response(200, []), Response(200, {}), Response(200, {"data": ["x"]}), cut()]
)
def test_policies_that_could_not_be_read_are_an_error(said: Said) -> None:
    with pytest.raises(ApiError, match=r"^monitor tag policies: "):
        read_tag_policies(answers(said))


def test_expects_a_body_unless_the_answer_says_that_it_has_none() -> None:
    assert expect(Response(200, {"id": 1}), "monitor a") == {"id": 1}
    assert expect(Response(200, {}), "monitor a") == {}
    assert expect(Response(204), "monitor a") is None
    with pytest.raises(ApiError, match=r"^monitor a: the answer 200 is empty or was cut$"):
        expect(Response(200), "monitor a")


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ({"errors": ["a", "b"]}, ["a", "b"]),
        ({"errors": [{"status": "400", "title": "Bad Request", "detail": "the key"}]}, ["the key"]),
        ({"errors": [{"title": "Bad Request"}]}, ["Bad Request"]),
        ({"errors": [{"code": 7}]}, ["code: 7"]),
        ({"errors": "one text"}, ["one text"]),
        ({"errors": {"1": ["in use", "twice"], "2": "so"}}, ["1: in use; twice; 2: so"]),
        ({"errors": [5]}, ["5"]),
        ({"errors": None}, []),
        ({}, []),
        ([], []),
        (None, []),
    ],
)
def test_finds_the_error_texts_in_every_shape(body: Any, texts: list[str]) -> None:
    assert errors_of(Response(400, body)) == texts


@pytest.mark.parametrize(
    ("response", "line"),
    [
        (Response(400, {"errors": ["first", "second\n  line"]}), "Datadog answered 400: first; second line"),
        (Response(401, {"errors": ["No"]}), "Datadog answered 401: No; check DD_API_KEY, DD_APP_KEY and DD_SITE"),
        (
            Response(502, None, "Bad Gateway"),
            "the answer 502 is no JSON (no content type; a proxy in between?): Bad Gateway",
        ),
        (
            Response(200, None, "<html>", {"content-type": "text/html"}),
            "the answer 200 is no JSON (text/html; a proxy in between?): <html>",
        ),
        (
            Response(302, None, "<html>", {"location": "https://login.example"}),
            "the answer 302 leads to https://login.example; check DD_SITE and DATADOG_HOST",
        ),
        (Response(500, {}), "Datadog answered 500 without saying why"),
        (Response(200), "the answer 200 is empty or was cut"),
    ],
)
def test_says_in_a_line_what_was_answered(response: Response, line: str) -> None:
    assert said(response) == line


def configured(following: object, *names: str) -> Response:
    data = [{"type": "metrics", "id": name} for name in names]
    return Response(200, {"data": data, "meta": {"pagination": {"next_cursor": following}}})


def test_configured_metrics_are_read_to_the_page_that_nothing_follows() -> None:
    kept = {"type": "manage_tags", "id": "feature.hits", "attributes": {"metric_type": "count", "tags": ["env"]}}
    last = {"data": [kept], "meta": {"pagination": {"next_cursor": None}}}
    send = answers(configured("b", "feature.hits"), configured("c", "feature.cpu"), Response(200, last))
    assert read_configured_metrics(send) == {"feature.hits": kept, "feature.cpu": None}
    assert ("filter[configured]", "true") in send.requests[0].query
    cursors = [dict(request.query).get("page[cursor]") for request in send.requests]
    assert cursors == [None, "b", "c"]


@pytest.mark.parametrize("body", [None, [], {"data": "none"}, {"data": [{"type": "metrics"}]}])
def test_what_is_no_list_of_metrics_is_refused(body: object) -> None:
    with pytest.raises(ApiError, match="list of configured metrics"):
        read_configured_metrics(answers(Response(200, body)))


def test_a_list_of_metrics_that_does_not_go_on_is_refused() -> None:
    with pytest.raises(ApiError, match="does not go on"):
        read_configured_metrics(answers(configured("b"), configured("b")))


DASHBOARDS = "/api/v2/dashboard/lists/manual/1/dashboards"
HEAD = {"id": 1, "name": "Shop", "dashboards": None}


def test_a_list_without_pages_is_read_at_once() -> None:
    send = answers(Response(200, {"dashboard_lists": [HEAD, {**HEAD, "id": 2}]}))
    assert [each["id"] for each in read_list(send, DASHBOARD_LIST)] == [1, 2]
    assert len(send.requests) == 1


def test_what_an_object_holds_at_an_endpoint_of_its_own_is_read_after_it() -> None:
    items = [{"id": "a-b-c", "type": "custom_timeboard"}]
    send = answers(Response(200, HEAD), Response(200, {"dashboards": items, "total": 1}))
    assert read_whole(send, DASHBOARD_LIST, ["1"], parallel=1) == {"1": {**HEAD, "dashboards": items}}
    assert send.requests[1].path == DASHBOARDS


def test_an_object_that_goes_before_what_it_holds_was_read_is_gone() -> None:
    send = answers(Response(200, HEAD), Response(404, {"errors": ["not found"]}))
    assert read_whole(send, DASHBOARD_LIST, ["1"], parallel=1) == {}


@pytest.mark.parametrize("held", [[], {"dashboards": None}, {"dashboards": ["a"]}, {"dashboards": [{"title": "a"}]}])
def test_what_is_no_contents_is_an_error(held: Any) -> None:
    with pytest.raises(ApiError, match=r"^dashboard_list 1: what was sent is no contents of it; is something in"):
        read_whole(answers(Response(200, HEAD), Response(200, held)), DASHBOARD_LIST, ["1"], parallel=1)


def test_what_is_read_by_a_filter_that_finds_none_is_gone() -> None:
    send = answers(Response(200, {"data": [], "meta": {"count": 0}}))
    assert read_whole(send, SYSTEM, ["system:default/checkout"], parallel=1) == {}


@pytest.mark.parametrize("answer", [{"data": [{"id": "a"}]}, {"errors": []}, []])
def test_what_is_no_system_is_an_error(answer: Any) -> None:
    send = answers(Response(200, answer))
    with pytest.raises(ApiError, match=r"^list of systems: what was sent is no list of systems; is something in"):
        read_list(send, SYSTEM)


def test_an_object_that_is_the_whole_answer_is_given_as_it_was_sent_too() -> None:
    sent = b'{"id": "abc",  "title": "Page"}'
    dashboard = {"id": "abc", "title": "Page"}
    assert read_as_sent(answers(Response(200, dashboard, data=sent)), DASHBOARD, "abc") == (dashboard, sent)


def test_what_was_in_an_envelope_is_not_given_as_it_was_sent() -> None:
    slo = {"id": "abc", "name": "Promise"}
    sent = answers(Response(200, {"data": slo}, data=b'{"data": {"id": "abc", "name": "Promise"}}'))
    assert read_as_sent(sent, SLO, "abc") == (slo, b"")
