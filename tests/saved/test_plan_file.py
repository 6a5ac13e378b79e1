from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.errors import UsageError
from dogwatch.kinds import SYNTHETIC_TEST, Body, Reference, Resource
from dogwatch.names import Mark
from dogwatch.plan import Create, LeftAlone, Plan, Update, Waiting, sort_out
from dogwatch.saved import Build, differing, plan_differences, read_plan, read_plan_file
from tests.bodies import resource
from tests.saved.plans import DECLARED, SLO_KEY, data_of, made, read, surveyed


def bare(plan: Plan) -> Plan:
    """The plan without what was found, which stays behind."""
    changes = [change if isinstance(change, Create) else replace(change, before={}) for change in plan.changes]
    changes = [replace(change, before=None) if isinstance(change, Create) else change for change in changes]
    return replace(plan, changes=tuple(changes))


def test_a_plan_comes_back_as_it_was() -> None:
    plan = made()
    assert sorted(type(change).__name__ for change in plan.changes) == [
        *["Create"] * 4,
        *["Delete"] * 2,
        *["Update"] * 3,
    ]
    assert read(data_of(plan)).plan == bare(plan)


def test_what_a_plan_says_beside_its_changes_comes_back() -> None:
    said = replace(
        made(),
        left_alone=(
            LeftAlone(
                "monitor", "shop/copied", ("7", "8"), "its mark occurs more than once", ("https://x/7", "https://x/8")
            ),
        ),
        waiting=(Waiting("metric_tags", "shop/shop.age", "the metric shop.age has not reported yet"),),
        refers=((Reference("slo", SLO_KEY), "abc"),),
    )
    assert read(data_of(said)).plan == bare(said)


def test_bodies_keep_their_order_their_numbers_and_what_they_refer_to() -> None:
    creates = {change.key: change for change in read(data_of(made())).plan.creates}
    written = json.dumps(creates["shop/new"].body["options"])
    assert written == '{"thresholds": {"critical": 5.0, "warning": 5}}'
    assert list(creates["shop/new"].body) == list(DECLARED[5].body)
    burns = creates["shop/burns"]
    assert burns.body["query"] == f'burn_rate("${{slo:{SLO_KEY}}}").over("30d") > 14.4'
    assert burns.needs == (Reference("slo", SLO_KEY),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text('aé$"\\\n'),
    lambda value: st.lists(value, max_size=3) | st.dictionaries(st.text("ab.{}"), value, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("ab.{}", min_size=1), JSON, max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_body_comes_back_to_the_letter(further: Body) -> None:
    body = {**resource("shop/a").body, "restricted_roles": None, **further}
    plan = made([], surveyed([]))
    plan = replace(plan, changes=(Update("monitor", "shop/a", "1", (), body, {"id": 1, "tags": []}),))
    [change] = read(data_of(plan, [])).plan.updates
    assert json.dumps(change.body) == json.dumps(body)


def test_whoever_reads_a_shown_plan_reads_a_saved_one() -> None:
    data = data_of(made())
    assert plan_differences(read_plan(json.dumps(data).encode(), "a"), data) == []


def test_found_bodies_stay_behind() -> None:
    data = json.dumps(data_of(made()))
    assert "overall_state" not in data
    assert '"org_id"' not in data


def test_a_header_that_somebody_typed_into_a_test_is_not_saved() -> None:
    said = {"name": "alive", "type": "api", "subtype": "http", "locations": ["aws:eu-west-1"], "options": {}}
    request = {"method": "GET", "url": "https://www.example.com"}
    wanted = {**said, "tags": [Mark("prod", "shop/alive").tag], "config": {"request": request}}
    found = {**wanted, "public_id": "a", "config": {"request": {**request, "headers": {"X-Key": "hunter2"}}}}
    there = {"synthetic_test": sort_out(SYNTHETIC_TEST, [found], "shop", "prod")}
    declared = [Resource("synthetic_test", "shop/alive", wanted)]
    [row] = data_of(made(declared, there), declared)["changes"]
    assert [field["path"] for field in row["fields"]] == ["config.request.headers"]
    assert "hunter2" not in json.dumps(row)


def test_says_what_a_later_catalog_declares_otherwise_of_what_the_plan_touches() -> None:
    later = [
        *(one for one in DECLARED if one.key not in ("shop/changed", "shop/new", "shop/same")),
        resource("shop/changed", priority=3),
        resource("shop/gone"),
    ]
    file = read(data_of(made()))
    assert differing(file, Build("shop", "prod", DECLARED, ("shop",))) == []
    assert sorted(differing(file, Build("shop", "prod", later, ("shop",)))) == [
        "monitor shop/changed: the catalog declares it otherwise now",
        "monitor shop/gone: the catalog declares it otherwise now",
        "monitor shop/new: the catalog does not declare it now",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "plan.json is no JSON"),
        (b"[]", "plan.json: it holds no plan that can be applied; write it with dogwatch plan --out"),
        (b'{"target": "x", "changes": []}', "plan.json: it holds no plan that can be applied"),
        (
            b'{"format": 2, "dogwatch": "9.0"}',
            "plan.json: it has the format 2 of dogwatch '9.0', and this one reads 1; plan and apply with the same",
        ),
        (b'{"format": 1, "dogwatch": "1"}', "plan.json: it lacks env, organisation, catalog, refers, managed"),
    ],
)
def test_what_is_no_plan_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_plan_file(data, "plan.json")
    assert str(raised.value).startswith(said)


Damage = Callable[[dict[str, Any]], None]


def put(path: str, value: Any) -> Damage:
    """Puts a value where a dotted path leads."""

    def damage(data: dict[str, Any]) -> None:
        *names, last = (int(name) if name.isdigit() else name for name in path.split("/"))
        around: Any = data
        for name in names:
            around = around[name]
        around[last] = value

    return damage


def row(key: str) -> int:
    return next(place for place, change in enumerate(made().changes) if change.key == key)


NEW, CHANGED, GONE, RETYPED = (row(f"shop/{name}") for name in ("new", "changed", "gone", "retyped"))
WITHOUT_A_MARK = {**DECLARED[3].body, "tags": ["team:payments"]}


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (put("env", "no env"), "env is 'no env', which is no environment"),
        (put("organisation", 1), "organisation is 1; it is the id of one"),
        (put("managed", "1"), "managed is '1'; it is a number"),
        (put("managed", True), "managed is True; it is a number"),
        (put("refers", {"x": 1}), "refers is {'x': 1}; it holds ids"),
        (put("refers", {"x": "1"}), "refers to 'x', which refers to nothing"),
        (put("catalog/name", "No"), "catalog.name is 'No', which no catalog can have"),
        (put("catalog/hash", "0"), "catalog.hash is '0', which is no hash"),
        (put("catalog", {}), "catalog is {}; it has name, namespaces, takes_over, hash"),
        (put("summary", {}), "what it shows of the plan is not as plan --json has it"),
        (put(f"changes/{NEW}/action", "drop"), "what it shows of the plan is not as plan --json has it"),
        (put(f"changes/{NEW}/kind", "user"), "kind 'user' is unknown"),
        (put(f"changes/{NEW}/key", "other/new"), "key 'other/new' is none of the catalog shop"),
        (put(f"changes/{NEW}/key", "shop/../x"), "key 'shop/../x' is none of the catalog shop"),
        (put(f"changes/{NEW}/key", "shop/newer"), "the mark of its key is dogwatch:prod/shop/newer"),
        (put(f"changes/{NEW}/id", "7"), "create monitor shop/new: its id is '7'"),
        (put(f"changes/{NEW}/replaces", "7"), "what it replaces and the hash of that belong together"),
        (put(f"changes/{NEW}/needs", "x"), "needs is 'x'; it is a list"),
        (put(f"changes/{NEW}/needs", ["x"]), "needs 'x', which refers to nothing"),
        (put(f"changes/{NEW}/needs", ["${monitor:shop/new}"]), "changes need each other in a circle"),
        (put(f"changes/{NEW}/fields", []), "monitor shop/new: name: is missing; declare its name"),
        (put(f"changes/{CHANGED}/found", None), "it says nothing of the object that it touches"),
        (put(f"changes/{CHANGED}/found", "beef"), "found is 'beef', which is no hash"),
        (put(f"changes/{CHANGED}/declared", "beef"), "declared is 'beef', which is no hash"),
        (put(f"changes/{CHANGED}/adopts", 1), "adopts is 1; it is true or false"),
        (put(f"changes/{CHANGED}/renames", "../x"), "renames is '../x', which is no key"),
        (put(f"changes/{NEW}/loses", 5), "what it shows of the plan is not as plan --json has it"),
        (put(f"changes/{CHANGED}/body", None), "the body is None; it is an object"),
        (put(f"changes/{CHANGED}/body", WITHOUT_A_MARK), "it is marked []; the mark of its key is dogwatch:prod/shop"),
        (put(f"changes/{CHANGED}/body/tags", 5), "tags: 5; they are a list of texts"),
        (put(f"changes/{CHANGED}/id", None), "update monitor shop/changed: its id is None"),
        (put(f"changes/{GONE}/id", "2"), "monitor shop/gone is changed twice"),
        (put(f"changes/{GONE}/found", None), "it says nothing of the object that it touches"),
        (
            put("left_alone", [{"kind": "slo", "key": "a", "ids": [], "reason": "b", "links": 5}]),
            "left_alone[0]: links is 5; it is a list of addresses",
        ),
        (put("waiting", [{"kind": "user", "key": "a", "reason": "b"}]), "waiting[0]: kind 'user' is unknown"),
    ],
)
def test_a_file_that_was_written_by_hand_is_refused_with_what_is_wrong_in_it(damage: Damage, said: str) -> None:
    data = data_of(made())
    damage(data)
    with pytest.raises(UsageError) as raised:
        read(data)
    assert all(line.startswith("plan.json: ") for line in str(raised.value).splitlines())
    assert said in str(raised.value)


def test_a_metric_of_nobody_here_is_refused() -> None:
    metric = Resource("metric_metadata", "shop/other.age", {"metric": "other.age", "description": "[dogwatch:shop]"})
    plan = made([metric], surveyed([]))
    with pytest.raises(UsageError, match="the metric is within none of the catalog's namespaces"):
        read(data_of(plan, [metric]))


@given(st.recursive(JSON, lambda value: st.lists(value, max_size=2), max_leaves=3), st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_anywhere_is_refused_or_read(value: Any, place: int) -> None:
    data = data_of(made())
    paths = list(_paths(data))
    around, name = paths[place % len(paths)]
    around[name] = value
    try:
        read(data)
    except UsageError as error:
        assert str(error).startswith("plan.json")  # noqa: PT017 - either is right


def _paths(value: Any) -> Any:
    """Every place in a value, as what it is in and its name there."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in list(items):
        yield value, name
        yield from _paths(item)
