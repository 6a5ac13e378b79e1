from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dogwatch.errors import UsageError
from dogwatch.kinds import NAMED, Body, Resource
from dogwatch.plan import Found
from dogwatch.saved import proven
from tests.bodies import found, resource
from tests.kinds.slo import bodies as slo
from tests.saved.plans import DECLARED, SLO_KEY, THERE, data_of, made, read, surveyed


def moved(there: Mapping[str, Found]) -> list[str]:
    """What is said of a plan for the usual objects when these are there by now."""
    plan, sentences = proven(read(data_of(made())), there)
    assert sentences or plan == made()
    return sentences


def with_monitor(place: int, **changes: Any) -> Mapping[str, Found]:
    return surveyed([{**body, **changes} if place == each else body for each, body in enumerate(THERE)])


def without(place: int) -> Mapping[str, Found]:
    return surveyed([body for each, body in enumerate(THERE) if each != place])


ADOPTED, CHANGED, GONE, RETYPED, SAME, MOVED = range(6)


def test_where_nothing_moved_the_plan_is_the_one_that_was_made() -> None:
    assert moved(surveyed()) == []


@pytest.mark.parametrize("place", range(6))
def test_what_datadog_itself_does_moves_nothing(place: int) -> None:
    plan, sentences = proven(read(data_of(made())), with_monitor(place, overall_state="Alert", modified="2027"))
    assert sentences == []
    assert [change.key for change in plan.changes] == [change.key for change in made().changes]


def test_what_the_plan_does_not_touch_may_move() -> None:
    assert moved(with_monitor(SAME, message="by hand")) == []


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (with_monitor(CHANGED, priority=3), ["monitor shop/changed (2): it was changed since: priority"]),
        (with_monitor(CHANGED, message="by hand"), ["monitor shop/changed (2): it was changed since: message"]),
        (with_monitor(CHANGED, restricted_roles=["a"]), ["monitor shop/changed (2): it was changed since"]),
        (without(CHANGED), ["monitor shop/changed (2): it is gone, or its mark is"]),
        (with_monitor(ADOPTED, message="by hand"), ["monitor shop/adopted (1): it was changed since: message"]),
        (without(ADOPTED), ["monitor shop/adopted (1): it is gone, or its mark is"]),
        (with_monitor(GONE, message="by hand"), ["monitor shop/gone (3): it was changed since"]),
        (without(GONE), ["monitor shop/gone (3): it is gone, or its mark is"]),
        (with_monitor(MOVED, message="by hand"), ["monitor shop/moved (6): it was changed since: message"]),
        (without(MOVED), ["monitor shop/moved (6): it is gone, or its mark is"]),
        (surveyed([*THERE, found(9, "shop/moved")]), ["monitor shop/moved (6): its mark is on 9 as well"]),
        (
            with_monitor(GONE, tags=[*found(3, "shop/gone")["tags"], "protected_by:dogwatch"]),
            ["monitor shop/gone (3): it was changed since", "monitor shop/gone (3): it is protected"],
        ),
        (
            surveyed([*THERE, found(9, "shop/new")]),
            ["monitor shop/new: it was to be created, and is there: 9"],
        ),
        (
            surveyed([*THERE, found(9, "shop/new", tags=[])]),
            ["monitor shop/new: it was to be created, and something without a mark looks like it: 9"],
        ),
        (
            surveyed([*THERE, found(9, "shop/changed", priority=4)]),
            ["monitor shop/changed (2): its mark is on 9 as well"],
        ),
        (
            with_monitor(CHANGED, tags=[*found(2, "shop/changed")["tags"], "dogwatch:prod/other/a"]),
            ["monitor shop/changed (2): it carries further marks"],
        ),
        (
            with_monitor(RETYPED, message="by hand"),
            ["monitor shop/retyped (4): it was changed since"],
        ),
        (
            surveyed(THERE, [slo.found()]),
            [f"slo {SLO_KEY}: it was to be created, and is there: {slo.found()['id']}"],
        ),
    ],
)
def test_says_everything_that_moved(there: Mapping[str, Found], said: list[str]) -> None:
    assert moved(there) == said


def test_all_that_moved_is_said_at_once() -> None:
    assert len(moved(surveyed([]))) == 5


def test_what_changes_refer_to_has_to_be_there_under_its_id() -> None:
    there = surveyed(THERE, [slo.found()])
    file = read(data_of(made(DECLARED, there)))
    assert proven(file, there)[1] == []
    id = slo.found()["id"]
    assert proven(file, surveyed())[1] == [f"slo {SLO_KEY} ({id}): changes refer to it, and it is gone"]
    other = surveyed(THERE, [slo.found(id="other")])
    assert proven(file, other)[1] == [f"slo {SLO_KEY} ({id}): changes refer to it, and it is other now"]


def twin(id: int) -> Body:
    return {**found(id, "shop/a"), "creator": {"handle": "ci@example.com"}}


def of_twins() -> dict[str, Any]:
    """The file of a plan that deletes one of two twins."""
    return data_of(made([resource("shop/a")], surveyed([twin(1), twin(2)])), [resource("shop/a")])


def test_a_twin_goes_only_while_the_elder_is_there() -> None:
    file = read(of_twins())
    assert proven(file, surveyed([twin(1), twin(2)]))[1] == []
    said = "monitor shop/a (2): it was to go as a twin of 1, and that is gone, or its mark is"
    assert proven(file, surveyed([twin(2)]))[1] == [said]
    assert proven(file, surveyed([{**twin(1), "tags": []}, twin(2)]))[1] == [said]


def test_two_that_are_each_the_twin_of_the_other_do_not_both_go() -> None:
    data = of_twins()
    [row] = data["changes"]
    data["changes"] = [row, {**row, "id": "1", "twin_of": "2"}]
    assert len(proven(read(data), surveyed([twin(1), twin(2)]))[1]) == 2


def test_an_update_that_is_not_shown_is_refused() -> None:
    data = data_of(made())
    [row] = [row for row in data["changes"] if row["key"] == "shop/changed"]
    row["body"]["message"] = "Nobody is told."
    with pytest.raises(UsageError) as raised:
        proven(read(data), surveyed())
    assert str(raised.value).startswith(
        "monitor shop/changed (2): it would write message, which the file does not show"
    )


def test_how_much_is_managed_is_counted_anew() -> None:
    data = data_of(made())
    data["managed"] = 1_000_000
    assert proven(read(data), surveyed())[0].managed == 5


SPANS = NAMED[0]


def metric(**attributes: Any) -> Body:
    compute = {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": False}
    body = {"type": "spans_metrics", "id": "shop.time", "attributes": {"compute": compute, "filter": {"query": "*"}}}
    return {**body, "attributes": {**body["attributes"], "group_by": [], **attributes}}


def test_what_is_replaced_under_its_name_has_to_be_as_it_was() -> None:
    wanted = [Resource(SPANS.name, "shop/shop.time", metric())]
    before = {SPANS.name: Found({"shop/shop.time": [metric(compute={"aggregation_type": "count"})]})}
    plan = made(wanted, before)
    assert plan.creates[0].replaces == "shop.time"
    file = read(data_of(plan, wanted))
    assert proven(file, before) == (plan, [])
    after = {SPANS.name: Found({"shop/shop.time": [metric()]})}
    assert proven(file, after)[1] == ["span_metric shop/shop.time (shop.time): it was changed since"]
    assert proven(file, {})[1] == ["span_metric shop/shop.time (shop.time): it is gone, or its mark is"]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Found(refused={"shop/new": "another catalog keeps it"}), "another catalog keeps it"),
        (Found(waiting={"shop/new": "it has not reported yet"}), "it has not reported yet"),
        (Found(over={"shop/new"}), "its time is over"),
    ],
)
def test_what_cannot_be_written_any_more_has_moved(found: Found, said: str) -> None:
    file = read(data_of(made([resource("shop/new")], surveyed([])), [resource("shop/new")]))
    there = {"monitor": replace(found, by_key={})}
    assert proven(file, there)[1] == [f"monitor shop/new: {said}"]
