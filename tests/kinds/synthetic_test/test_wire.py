from __future__ import annotations

from dogwatch.kinds import SYNTHETIC_TEST
from dogwatch.kinds.synthetic_test import wire


def test_a_delete_is_a_post_that_is_safe_to_repeat_and_a_create_is_none() -> None:
    delete = SYNTHETIC_TEST.wire.delete("abc-def-ghi")
    assert (delete.method, delete.path) == ("POST", "/api/v1/synthetics/tests/delete")
    assert delete.body == {"public_ids": ["abc-def-ghi"]}
    assert delete.is_safe_to_repeat
    assert not SYNTHETIC_TEST.wire.create({}).is_safe_to_repeat


def test_an_id_stands_in_a_list_under_the_name_that_ids_have_elsewhere() -> None:
    [test] = wire.page_of({"tests": [{"public_id": "abc-def-ghi"}]})
    assert test["id"] == wire.id_of(test) == "abc-def-ghi"


def test_what_is_no_page_is_left_for_the_reader_to_refuse() -> None:
    assert wire.page_of(["a"]) is None
    assert wire.page_of({"tests": ["a"]}) == ["a"]


def test_pages_are_numbered_and_only_an_empty_one_ends_them() -> None:
    assert wire.next_after([{"public_id": "abc-def-ghi"}], None) == 1
    assert wire.next_after([{"public_id": "abc-def-ghi"}], 1) == 2
    assert wire.next_after([], 2) is None
    assert dict(wire.listing(2).query)["page_number"] == "2"
