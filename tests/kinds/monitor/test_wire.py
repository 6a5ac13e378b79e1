from __future__ import annotations

import pytest

from dogwatch.kinds import Request
from dogwatch.kinds.monitor import wire


def test_a_list_begins_at_id_zero_and_goes_on_behind_the_last_id() -> None:
    assert wire.listing(None) == Request("GET", "/api/v1/monitor", (("id_offset", "0"), ("page_size", "1000")))
    assert wire.listing(17).query[0] == ("id_offset", "17")


def test_a_list_may_be_of_one_catalog() -> None:
    assert wire.listing(None, "catalog:shop").query[-1] == ("monitor_tags", "catalog:shop")


def test_only_an_empty_page_is_the_end() -> None:
    assert wire.next_after([], 7) is None
    assert wire.next_after([{"id": 3}], None) == 3
    assert wire.next_after([{"id": 12}, {"id": 9}], 3) == 12


def test_each_call_has_its_method_path_and_body() -> None:
    assert wire.read("5") == Request("GET", "/api/v1/monitor/5")
    assert wire.create({"name": "a"}) == Request("POST", "/api/v1/monitor", body={"name": "a"})
    assert wire.update("5", {"name": "a"}) == Request("PUT", "/api/v1/monitor/5", body={"name": "a"})
    assert wire.delete("5") == Request("DELETE", "/api/v1/monitor/5")
    assert wire.validate({"name": "a"}) == Request("POST", "/api/v1/monitor/validate", body={"name": "a"})
    assert wire.validate({"name": "a"}, "5") == Request("POST", "/api/v1/monitor/5/validate", body={"name": "a"})


def test_only_a_create_must_not_be_repeated() -> None:
    assert not wire.create({}).is_safe_to_repeat
    for request in (wire.listing(None), wire.read("5"), wire.update("5", {}), wire.delete("5"), wire.validate({}, "5")):
        assert request.is_safe_to_repeat


def test_the_id_is_a_text() -> None:
    assert wire.id_of({"id": 5}) == "5"


@pytest.mark.parametrize(
    ("errors", "id"),
    [
        (["Duplicate of an existing monitor_id:123 org_id:321813"], "123"),
        (["something else", "Duplicate of an existing monitor_id:7 org_id:1"], "7"),
        (["The value provided for parameter 'query' is invalid"], None),
        ([], None),
    ],
)
def test_reads_which_monitor_a_create_would_have_doubled(errors: list[str], id: str | None) -> None:
    assert wire.duplicate_of(errors) == id
