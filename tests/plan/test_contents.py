from __future__ import annotations

from typing import Any

from dogwatch.plan import Found, told_apart

LIST = {"id": 1, "name": "Shop [dogwatch:prod/shop/all]"}


def listed(*ids: str) -> dict[str, Any]:
    return {**LIST, "dashboards": [{"id": id, "type": "custom_timeboard"} for id in ids]}


def test_says_which_dashboards_in_a_list_are_the_catalogs_own() -> None:
    dashboards = Found(
        {"shop/a": [{"id": "a"}], "shop/b": [{"id": "b"}], "shop/c": [{"id": "c"}, {"id": "copy"}]},
        unmarked=[{"id": "theirs"}],
    )
    found = {"dashboard": dashboards, "dashboard_list": Found({"shop/all": [listed("theirs", "b", "c")]})}
    after = told_apart(found)
    assert after["dashboard"] is dashboards
    assert after["dashboard_list"].by_key == {"shop/all": [{**listed("theirs", "b", "c"), "ours": ["b"]}]}


def test_nothing_is_found_where_nothing_was() -> None:
    assert told_apart({})["dashboard_list"].by_key == {}
