from __future__ import annotations

import pytest

from dogwatch.kinds import Request
from dogwatch.kinds.slo import wire

from .bodies import recorded


def test_a_list_goes_on_behind_what_was_read() -> None:
    assert wire.listing(None) == Request("GET", "/api/v1/slo", (("limit", "1000"), ("offset", "0")))
    assert wire.listing(1000).query[1] == ("offset", "1000")


def test_a_list_may_be_of_one_catalog() -> None:
    assert wire.listing(None, "catalog:shop").query[-1] == ("tags_query", "catalog:shop")


def test_only_an_empty_page_is_the_end() -> None:
    assert wire.next_after([], 7) is None
    assert wire.next_after([{"id": "a"}], None) == 1
    assert wire.next_after([{"id": "a"}, {"id": "b"}], 1000) == 1002


def test_each_call_has_its_method_path_and_body() -> None:
    assert wire.read("a1") == Request("GET", "/api/v1/slo/a1")
    assert wire.create({"name": "a"}) == Request("POST", "/api/v1/slo", body={"name": "a"})
    assert wire.update("a1", {"name": "a"}) == Request("PUT", "/api/v1/slo/a1", body={"name": "a"})
    assert wire.delete("a1") == Request("DELETE", "/api/v1/slo/a1")


def test_datadog_validates_no_slo_and_knows_no_duplicates() -> None:
    assert wire.validate({"name": "a"}) is None
    assert wire.duplicate_of(["anything"]) is None


@pytest.mark.parametrize("op", ["create", "update", "read"])
def test_an_slo_is_taken_out_of_its_envelope(op: str) -> None:
    rows = recorded(op)
    for row in rows:
        slo = wire.object_of(row["response"])
        assert len(wire.id_of(slo)) == 32
    assert len(rows) > 10


def test_a_page_is_taken_out_of_its_envelope() -> None:
    [row] = recorded("listed")
    assert wire.page_of({"data": [row["response"]], "errors": None}) == [row["response"]]


@pytest.mark.parametrize("answer", [None, [], "text", {}, {"errors": ["no"]}])
def test_what_is_no_answer_has_nothing_in_it(answer: object) -> None:
    assert wire.page_of(answer) is None
    assert wire.object_of(answer) is None


def test_an_empty_list_of_slos_is_no_slo() -> None:
    assert wire.object_of({"data": []}) == []
