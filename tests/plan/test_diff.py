from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.errors import UnsafePlan
from dogwatch.kinds import MONITOR, SLO, Body, FieldChange, Resource
from dogwatch.names import PROTECTED_TAG, Mark
from dogwatch.plan import Create, Delete, Found, LeftAlone, Plan, Update, diff, guard_deletes, sort_out
from tests.bodies import KEY, LOG_ALERT, declared, found, resource
from tests.kinds.slo import bodies as slo


def plan(wanted: Sequence[Resource], there: Sequence[Body], *, narrowed: bool = False) -> Plan:
    return diff(wanted, {"monitor": sort_out(MONITOR, there, "shop", "prod")}, "somewhere", narrowed=narrowed)


def marked(*keys: str) -> list[str]:
    return [Mark("prod", key).tag for key in keys]


def test_creates_what_is_not_there() -> None:
    made = plan([resource()], [])
    assert made.changes == (Create("monitor", KEY, declared()),)
    assert (made.unchanged, made.managed) == (0, 0)


def test_finds_nothing_to_do_where_all_is_as_declared() -> None:
    made = plan([resource()], [found(1)])
    assert made.changes == ()
    assert (made.unchanged, made.managed) == (1, 1)


def test_updates_what_differs_and_says_in_what() -> None:
    there = found(1, message="changed by hand")
    [change] = plan([resource()], [there]).changes
    assert isinstance(change, Update)
    assert change.id == "1"
    assert change.fields == (FieldChange("message", "changed by hand", "Slow. @slack-payments"),)
    assert change.body["message"] == "Slow. @slack-payments"
    assert change.before == there
    assert not change.adopts


def test_deletes_what_is_no_longer_declared() -> None:
    there = found(1)
    made = plan([], [there])
    assert made.changes == (Delete("monitor", KEY, "1", there),)
    assert made.managed == 1


def test_creates_and_updates_come_before_deletes() -> None:
    wanted = [resource("shop/new"), resource("shop/changed")]
    made = plan(wanted, [found(1, "shop/a"), found(2, "shop/changed", message="x")])
    assert [type(change) for change in made.changes] == [Update, Create, Delete]


def test_touches_nothing_of_other_catalogs_and_environments() -> None:
    made = plan([], [found(1, env="staging"), found(2, "warehouse/a"), found(3, tags=["team:a"])])
    assert (made.changes, made.left_alone, made.managed) == ((), (), 0)


def test_adopts_what_lost_its_mark() -> None:
    [change] = plan([resource()], [found(1, tags=["team:payments", "favourite:yes"])]).changes
    assert isinstance(change, Update)
    assert (change.id, change.adopts) == ("1", True)
    assert [field.path for field in change.fields] == ["tags"]
    assert set(declared()["tags"]) < set(change.body["tags"])
    assert "favourite:yes" in change.body["tags"]


def test_does_not_choose_among_several_that_lost_their_mark() -> None:
    made = plan([resource()], [found(1, tags=[]), found(2, tags=[])])
    assert made.changes == ()
    [alone] = made.left_alone
    assert alone.ids == ("1", "2")
    assert alone.reason == ("several objects without a mark look like it; mark the right one or delete the others")


def test_one_object_is_not_adopted_for_two() -> None:
    same = {"name": "same", "query": "q > 1"}
    made = plan([resource("shop/a", **same), resource("shop/b", **same)], [found(1, tags=[], **same)])
    assert [(type(change), change.key) for change in made.changes] == [(Update, "shop/a"), (Create, "shop/b")]


def test_leaves_alone_what_carries_the_mark_twice() -> None:
    made = plan([resource(message="new")], [found(1), found(2)])
    assert made.changes == ()
    assert made.left_alone == (
        LeftAlone("monitor", KEY, ("1", "2"), "its mark occurs more than once; take the mark off the copies"),
    )


def test_deletes_no_copies_of_what_is_no_longer_declared() -> None:
    made = plan([], [found(1), found(2)])
    assert made.changes == ()
    assert made.left_alone[0].ids == ("1", "2")


def test_deletes_nothing_that_carries_a_second_mark() -> None:
    torn = found(1, "shop/a", tags=marked("shop/a", "shop/gone"))
    made = plan([resource("shop/a")], [torn])
    assert made.changes == ()
    assert [(alone.key, alone.ids) for alone in made.left_alone] == [("shop/a", ("1",)), ("shop/gone", ("1",))]
    assert made.left_alone[0].reason == "it carries further marks; take off all but one"


def test_deletes_nothing_that_is_marked_for_another_environment_too() -> None:
    shared = found(1, tags=[*marked(KEY), Mark("staging", KEY).tag])
    made = plan([], [shared])
    assert made.changes == ()
    assert [alone.key for alone in made.left_alone] == [KEY]


def test_what_has_a_name_is_made_again_in_one_step_since_two_cannot_have_it() -> None:
    def metric(path: str) -> Body:
        compute = {"aggregation_type": "distribution", "path": path}
        return {"id": "shop.time", "type": "spans_metrics", "attributes": {"compute": compute}}

    wanted = Resource("span_metric", "shop/shop.time", metric("@duration"))
    there = {"span_metric": Found(by_key={wanted.key: [metric("@size")]})}
    assert diff([wanted], there, "somewhere").changes == (
        Create("span_metric", wanted.key, wanted.body, replaces="shop.time", before=metric("@size")),
    )


def test_what_is_refused_without_being_declared_is_left_alone() -> None:
    made = diff([], {"span_metric": Found(refused={"shop/shop.time": "nobody knows it"})}, "somewhere")
    assert made.left_alone == (LeftAlone("span_metric", "shop/shop.time", (), "nobody knows it"),)
    assert diff([], {"span_metric": Found(refused={"a": "b"})}, "somewhere", narrowed=True).left_alone == ()


def test_recreates_what_cannot_change_its_type() -> None:
    there = found(1, type="log alert")
    made = plan([resource()], [there])
    again = Create("monitor", KEY, declared(), replaces="1", before=there)
    assert made.changes == (again, Delete("monitor", KEY, "1", there))


def test_says_under_which_ids_changes_find_what_they_refer_to() -> None:
    burns = resource("shop/burns", type="slo alert", query=f'burn_rate("${{slo:{slo.KEY}}}").over("30d") > 14.4')
    wanted = [Resource("slo", slo.KEY, slo.declared()), burns]
    there = {"slo": sort_out(SLO, [slo.found()], "shop", "prod")}
    assert diff(wanted, there, "somewhere").refers == ((wanted[0].reference, slo.found()["id"]),)
    assert diff(wanted, {}, "somewhere").refers == ()


def test_ends_a_recreation_that_was_interrupted() -> None:
    old = found(1, type="log alert")
    made = plan([resource()], [found(2), old])
    assert made.changes == (Delete("monitor", KEY, "1", old),)
    assert made.unchanged == 1


def test_brings_the_new_one_of_an_interrupted_recreation_up_to_date() -> None:
    made = plan([resource()], [found(2, message="x"), found(1, type="log alert")])
    assert [type(change) for change in made.changes] == [Update, Delete]


def test_what_refers_to_an_interrupted_recreation_refers_to_the_new_one() -> None:
    both = resource("shop/both", type="composite", query=f"${{monitor:{KEY}}} && 7", options={})
    there = found(3, "shop/both", type="composite", query="1 && 7", options={})
    made = plan([both, resource()], [found(2), found(1, type="log alert"), there])
    assert made.left_alone == ()
    assert [(type(change), change.key) for change in made.changes] == [(Update, "shop/both"), (Delete, KEY)]
    assert made.updates[0].body["query"] == "2 && 7"


def test_a_newer_copy_of_another_type_is_no_leftover() -> None:
    made = plan([resource()], [found(1), found(2, type="log alert")])
    assert made.changes == ()
    assert made.left_alone[0].ids == ("1", "2")


def test_leaves_alone_several_that_would_all_have_to_be_recreated() -> None:
    made = plan([resource()], [found(1, type="log alert"), found(2, type="log alert")])
    assert made.changes == ()
    assert made.left_alone[0].ids == ("1", "2")


def test_a_part_of_a_catalog_deletes_nothing() -> None:
    made = plan([resource(message="new")], [found(1), found(2, "shop/other")], narrowed=True)
    assert [type(change) for change in made.changes] == [Update]
    assert made.left_alone == ()


def test_a_part_of_a_catalog_is_created_where_it_is_missing() -> None:
    assert plan([resource()], [], narrowed=True).changes == (Create("monitor", KEY, declared()),)


def test_a_part_of_a_catalog_recreates_nothing_and_says_so() -> None:
    made = plan([resource()], [found(1, type="log alert")], narrowed=True)
    assert made.changes == ()
    [alone] = made.left_alone
    assert alone.ids == ("1",)
    assert alone.reason == (
        "it cannot be changed into what is declared, and a part of the catalog deletes nothing; run the whole catalog"
    )


def test_a_part_of_a_catalog_leaves_the_rest_of_a_recreation_for_a_whole_run() -> None:
    made = plan([resource()], [found(2), found(1, type="log alert")], narrowed=True)
    assert (made.changes, made.left_alone, made.unchanged) == ((), (), 1)


def alert() -> Resource:
    return resource("shop/burn", type="slo alert", query=f'error_budget("${{slo:{slo.KEY}}}").over("30d") > 75')


def slos(*bodies: Body) -> Found:
    return sort_out(SLO, bodies, "shop", "prod")


@pytest.mark.parametrize("narrowed", [True, False])
def test_what_refers_to_a_cloned_slo_says_that_it_was_cloned(narrowed: bool) -> None:
    cloned = slos(slo.found(id="1a", created_at=1_700_000_000), slo.found(id="2b", created_at=1_700_003_600))
    wanted = [alert()] if narrowed else [alert(), Resource("slo", slo.KEY, slo.declared())]
    made = diff(wanted, {"slo": cloned}, "somewhere", narrowed=narrowed)
    assert made.changes == ()
    assert made.left_alone[-1].reason == (
        f"it refers to slo {slo.KEY}, which is left alone itself (1a, 2b): "
        "its mark occurs more than once; take the mark off the copies"
    )


def test_what_refers_to_nothing_says_so() -> None:
    [alone] = diff([alert()], {}, "somewhere").left_alone
    assert alone.reason == f"it refers to slo {slo.KEY}, which neither exists nor is created in this run"


def test_what_refers_to_something_that_refers_to_nothing_names_the_next_one() -> None:
    both = resource("shop/both", type="composite", query="!${monitor:shop/burn}")
    alone = diff([both, alert()], {}, "somewhere").left_alone[-1]
    assert alone.reason.startswith("it refers to monitor shop/burn, which is left alone itself: it refers to slo ")


def test_a_part_of_a_catalog_refers_to_what_it_does_not_recreate() -> None:
    both = resource("shop/both", type="composite", query=f"!${{monitor:{KEY}}}")
    made = plan([resource(), both], [found(1, type="log alert")], narrowed=True)
    assert [change.body["query"] for change in made.creates] == ["!1"]


KEYS = [f"shop/{feature}/{name}" for feature in ("a", "b") for name in ("errors", "latency", "traffic")]


@given(wanted=st.lists(st.sampled_from(KEYS), unique=True), there=st.lists(st.sampled_from(KEYS)), data=st.data())
def test_the_order_of_declarations_and_lists_means_nothing(
    wanted: list[str], there: list[str], data: st.DataObject
) -> None:
    declarations = [resource(key, message="new") for key in wanted]
    bodies = [found(id, key) for id, key in enumerate(there)]
    first = plan(declarations, bodies)
    second = plan(data.draw(st.permutations(declarations)), data.draw(st.permutations(bodies)))
    assert first.changes == second.changes
    assert (first.unchanged, first.managed) == (second.unchanged, second.managed)
    assert [(alone.key, set(alone.ids)) for alone in first.left_alone] == [
        (alone.key, set(alone.ids)) for alone in second.left_alone
    ]


def test_sorts_its_changes_by_what_they_are() -> None:
    made = plan([resource("shop/new"), resource("shop/b")], [found(1, "shop/b", message="x"), found(2, "shop/gone")])
    assert [change.key for change in made.creates] == ["shop/new"]
    assert [change.key for change in made.updates] == ["shop/b"]
    assert [change.key for change in made.deletes] == ["shop/gone"]


@pytest.mark.parametrize(("deletes", "managed"), [(5, 5), (5, 10), (6, 30), (20, 100), (0, 0)])
def test_few_deletes_or_a_small_share_need_no_permission(deletes: int, managed: int) -> None:
    guard_deletes(deleting(deletes, managed), 0.2, allowed=False)


@pytest.mark.parametrize(("deletes", "managed"), [(6, 29), (6, 6), (21, 100)])
def test_more_deletes_than_the_limit_need_permission(deletes: int, managed: int) -> None:
    with pytest.raises(UnsafePlan, match=f"the plan deletes {deletes} of {managed} managed objects, more than 20%"):
        guard_deletes(deleting(deletes, managed), 0.2, allowed=False)
    guard_deletes(deleting(deletes, managed), 0.2, allowed=True)


def test_twins_are_no_deletes_that_need_permission() -> None:
    made = deleting(0, 6)
    twins = [Delete("monitor", f"shop/monitor-{id}", str(id + 10), {}, twin_of=str(id)) for id in range(6)]
    guard_deletes(replace(made, changes=tuple(twins)), 0.2, allowed=False)


def deleting(deletes: int, managed: int) -> Plan:
    keys = [f"shop/monitor-{number}" for number in range(managed)]
    return plan([resource(key) for key in keys[deletes:]], [found(id, key) for id, key in enumerate(keys)])


def protected(key: str = KEY) -> list[str]:
    return [*declared(key)["tags"], PROTECTED_TAG]


def test_what_is_protected_is_left_alone_when_nothing_declares_it_any_more() -> None:
    made = plan([], [found(1, tags=protected())])
    assert made.changes == ()
    [alone] = made.left_alone
    assert (alone.key, alone.ids) == (KEY, ("1",))
    assert alone.reason.startswith(
        "it is protected, so that nothing deletes it; if it shall go, declare it with protect"
    )


@pytest.mark.parametrize(("there", "wanted"), [(True, True), (True, False), (False, True)])
def test_what_is_protected_there_or_in_the_catalog_is_not_made_anew(there: bool, wanted: bool) -> None:
    retyped = found(1, tags=protected() if there else declared()["tags"], **LOG_ALERT)
    made = plan([resource(tags=protected() if wanted else declared()["tags"])], [retyped])
    assert made.changes == ()
    [alone] = made.left_alone
    assert (alone.key, alone.ids) == (KEY, ("1",))
    assert alone.reason.startswith("it is protected, and cannot be changed into what is declared")


def test_protection_is_given_and_taken_like_any_field() -> None:
    [given] = plan([resource(tags=protected())], [found(1)]).updates
    assert given.body["tags"] == protected()
    [taken] = plan([resource()], [found(1, tags=protected())]).updates
    assert (taken.fields[0].path, taken.body["tags"]) == ("tags", declared()["tags"])
    assert plan([], [found(1)]).deletes


def test_what_a_recreation_left_behind_is_kept_where_it_is_protected() -> None:
    made = plan([resource()], [found(2), found(1, tags=protected(), **LOG_ALERT)])
    assert made.changes == ()
    assert [alone.ids for alone in made.left_alone] == [("1",)]
