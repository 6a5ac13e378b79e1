from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.kinds import (
    Circle,
    Reference,
    Resource,
    in_order,
    links_in,
    references_in,
    replaced,
    resolved,
    without_links,
)

SLO = Reference("slo", "shop/checkout/availability")
SLOW = Reference("monitor", "shop/checkout/latency-p95")
PAGE = Reference("dashboard", "shop/checkout/page")


def resource(name: str, *needs: str) -> Resource:
    return Resource("monitor", name, {"query": " && ".join(f"${{monitor:{need}}}" for need in needs)})


def needs(resource: Resource) -> list[Reference]:
    return references_in(resource.body)


def test_is_found_in_texts_lists_and_objects_once_each() -> None:
    body = {"query": f'burn_rate("{SLO}") > 1', "widgets": [{"slo_id": str(SLO)}, {"ids": [str(SLOW)]}], "n": 1}

    assert references_in(body) == [SLO, SLOW]


def test_what_looks_like_a_template_variable_is_none() -> None:
    assert references_in({"query": "avg:cpu{$env} by {host}", "text": "${HOME} {{value}} $slo:x"}) == []


def test_what_a_shell_would_replace_is_none() -> None:
    assert references_in("${port:-8127} ${dir:-/tmp/x} ${url:http://x/y}") == []
    assert references_in("${monitr:shop/errors} ${monitor:errors}") == [
        Reference("monitr", "shop/errors"),
        Reference("monitor", "errors"),
    ]


def test_known_ids_take_the_place_of_references_and_the_others_stay() -> None:
    body = {"query": f'burn_rate("{SLO}").over("30d") > 1', "ids": [str(SLO), f"{SLOW}"], "count": 2.0, "is": True}

    assert resolved(body, {SLO: "abc"}) == {
        "query": 'burn_rate("abc").over("30d") > 1',
        "ids": ["abc", str(SLOW)],
        "count": 2.0,
        "is": True,
    }


def test_a_link_stands_in_a_message_and_nowhere_else() -> None:
    body = {"query": f"{SLOW} && 1", "message": f"See {PAGE} and {SLOW}."}

    assert links_in(body) == [PAGE]
    assert links_in({"query": str(SLOW)}) == links_in({"message": "${{value}}"}) == []


def test_links_of_a_system_and_dashboards_in_a_list_are_for_people_too() -> None:
    system = {"kind": "system", "metadata": {"links": [{"url": f"https://app/dashboard/{PAGE}"}]}}
    assert links_in(system) == links_in({"dashboards": [{"id": str(PAGE)}]}) == [PAGE]
    assert links_in({**system, "spec": {"of": str(PAGE)}}) == []


def test_a_link_without_an_id_opens_the_list_of_dashboards() -> None:
    body = {"query": f"{SLOW} && 1", "message": f"See /dashboard/{PAGE}?live=false of {SLOW}."}

    assert without_links(body) == {**body, "message": f"See /dashboard/lists?live=false of {SLOW}."}
    assert without_links(body, []) == body


def test_each_comes_after_what_it_needs() -> None:
    ordered = in_order([resource("c", "b"), resource("b", "a"), resource("a"), resource("d", "elsewhere")], needs)

    assert [each.key for each in ordered] == ["a", "d", "b", "c"]


def test_a_circle_is_named_from_one_end_to_the_same() -> None:
    with pytest.raises(Circle) as raised:
        in_order([resource("a", "b"), resource("b", "c"), resource("c", "a")], needs)

    keys = [reference.key for reference in raised.value.references]
    assert keys[0] == keys[-1]
    assert set(keys) == {"a", "b", "c"}


@given(st.permutations([resource("a"), resource("b", "a"), resource("c", "a", "b"), resource("d"), resource("e", "d")]))
def test_the_order_of_declaration_does_not_matter(resources: list[Resource]) -> None:
    assert [each.key for each in in_order(resources, needs)] == ["a", "d", "b", "e", "c"]


def test_says_itself_what_stands_for_a_reference() -> None:
    body = {"a": "${slo:x/b} and ${monitor:x/c}", "list": [1, {"deep": "!${slo:x/b}"}], "no": [None, 1.0, True, "$"]}
    put = {Reference("slo", "x/b"): "17"}.get
    assert replaced(body, put) == {**body, "a": "17 and ${monitor:x/c}", "list": [1, {"deep": "!17"}]}


def test_a_resource_knows_what_it_refers_to() -> None:
    resource = Resource("monitor", "x/a", {"query": "${slo:x/b} ${slo:x/b}", "options": [5, {"of": "${monitor:x/c}"}]})
    assert resource.reference == Reference("monitor", "x/a")
    assert resource.references == (Reference("slo", "x/b"), Reference("monitor", "x/c"))


def test_a_reference_in_a_tuple_is_found_and_replaced_like_one_in_a_list() -> None:
    body = {"monitor_ids": (str(SLOW), "7"), "query": str(SLO)}
    assert references_in(body) == [SLOW, SLO]
    assert resolved(body, {SLOW: "1", SLO: "2"}) == {"monitor_ids": ["1", "7"], "query": "2"}


def test_in_a_long_list_each_is_found_and_what_holds_none_is_the_same_object() -> None:
    plain = [{"number": number} for number in range(20)]
    odd = [{"ids": {str(SLO)}}, {"text": "\ud800", "id": str(SLO)}, {"large": 2**70, "id": str(SLO)}]
    wanted = [{"ids": {str(SLO)}}, {"text": "\ud800", "id": "abc"}, {"large": 2**70, "id": "abc"}]
    body = {"widgets": [*plain, {"inside": [{"ids": (str(SLO),)}]}, str(SLO), *odd]}
    put = resolved(body, {SLO: "abc"})["widgets"]
    assert put == [*plain, {"inside": [{"ids": ["abc"]}]}, "abc", *wanted]
    assert all(after is before for after, before in zip(put, plain, strict=False))
