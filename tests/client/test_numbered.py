from __future__ import annotations

import pytest

from dogwatch.client import read_numbered
from dogwatch.errors import ApiError
from dogwatch.kinds import Response
from tests.client.sends import answers


def page(*ids: str) -> Response:
    return Response(200, {"data": [{"id": id} for id in ids]})


def test_reads_to_the_empty_page_however_short_the_others_are() -> None:
    send = answers(page("a", "b"), page("c"), page())
    assert [each["id"] for each in read_numbered(send, "/api/v2/team", ("sort", "name"))] == ["a", "b", "c"]
    assert [dict(request.query)["page[number]"] for request in send.requests] == ["0", "1", "2"]
    assert all(request.query[0] == ("sort", "name") for request in send.requests)


@pytest.mark.parametrize("body", [[], {}, {"data": {}}, {"data": ["a"]}])
def test_refuses_what_is_no_list(body: object) -> None:
    with pytest.raises(ApiError, match=r"^/api/v2/team: what was sent is no list"):
        list(read_numbered(answers(Response(200, body)), "/api/v2/team"))


def test_does_not_read_one_page_for_ever() -> None:
    with pytest.raises(ApiError, match="a page does not go on"):
        list(read_numbered(answers(page("a")), "/api/v2/team"))
