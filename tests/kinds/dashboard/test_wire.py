from __future__ import annotations

from dogwatch.kinds import Request
from dogwatch.kinds.dashboard import DASHBOARD, wire


def test_a_list_goes_on_by_what_was_received_until_an_empty_page() -> None:
    assert wire.listing(None, "catalog:shop") == Request(
        "GET", "/api/v1/dashboard", (("start", "0"), ("count", "1000"))
    )
    assert wire.next_after([{"id": "a"}, {"id": "b"}], None) == 2
    assert wire.next_after([{"id": "c"}], 2) == 3
    assert wire.next_after([], 3) is None


def test_a_page_is_in_an_envelope_and_a_dashboard_is_not() -> None:
    assert wire.page_of({"dashboards": [{"id": "a"}]}) == [{"id": "a"}]
    assert wire.page_of([]) is None
    assert wire.object_of({"id": "a"}) == {"id": "a"}
    assert wire.id_of({"id": "abc-def-ghi"}) == "abc-def-ghi"


def test_a_list_is_cut_so_each_dashboard_is_read_by_itself() -> None:
    assert DASHBOARD.is_cut_in_lists
    assert wire.read("abc") == Request("GET", "/api/v1/dashboard/abc")


def test_writes_go_to_the_dashboard() -> None:
    assert wire.create({"title": "x"}) == Request("POST", "/api/v1/dashboard", body={"title": "x"})
    assert wire.create({"title": "x", "id": "abc", "url": "/x"}).body == {"title": "x"}
    assert wire.update("abc", {"title": "x"}) == Request("PUT", "/api/v1/dashboard/abc", body={"title": "x"})
    assert wire.delete("abc") == Request("DELETE", "/api/v1/dashboard/abc")


def test_nothing_is_validated_without_storing_it_and_nothing_is_a_duplicate() -> None:
    assert wire.validate({"title": "x"}) is None
    assert wire.duplicate_of(["Duplicate of an existing monitor_id:1"]) is None
