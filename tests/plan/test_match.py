from __future__ import annotations

from collections.abc import Sequence

from dogwatch.kinds import MONITOR, SYSTEM, Body
from dogwatch.names import Mark
from dogwatch.plan import Found, is_missing_one, sort_out
from dogwatch.plan.match import Lookalikes
from tests.bodies import KEY, LOG_ALERT, declared, found, resource


def ids(bodies: object) -> list[int]:
    assert isinstance(bodies, Sequence)
    return [body["id"] for body in bodies]


def sorted_out(*bodies: Body) -> Found:
    return sort_out(MONITOR, bodies, "shop", "prod")


def test_finds_ours_by_the_key_of_their_mark() -> None:
    there = sorted_out(found(1, "shop/a"), found(2, "shop/b"))
    assert {key: ids(bodies) for key, bodies in there.by_key.items()} == {"shop/a": [1], "shop/b": [2]}
    assert there.count == 2


def test_leaves_other_environments_and_catalogs_out() -> None:
    there = sorted_out(found(1, env="staging"), found(2, "warehouse/checkout/latency-p95"))
    assert (dict(there.by_key), list(there.unmarked)) == ({}, [])


def test_keeps_what_has_no_mark_apart() -> None:
    there = sorted_out(found(1, tags=["team:a"]), found(2, tags=None))
    assert dict(there.by_key) == {}
    assert ids(there.unmarked) == [1, 2]


def test_leaves_the_monitors_of_synthetic_tests_out() -> None:
    there = sorted_out(found(1, type="synthetics alert"), found(2, type="synthetics alert", tags=[]))
    assert (dict(there.by_key), list(there.unmarked)) == ({}, [])


def test_one_that_was_met_in_two_lists_counts_once() -> None:
    there = sorted_out(found(1), found(1), found(2, tags=[]), found(2, tags=[]))
    assert ids(there.by_key[KEY]) == [1]
    assert ids(there.unmarked) == [2]


def test_two_with_the_same_mark_stand_together() -> None:
    assert ids(sorted_out(found(1), found(2)).by_key[KEY]) == [1, 2]


def test_one_with_several_marks_is_torn() -> None:
    tags = [Mark("prod", "shop/a").tag, Mark("prod", "shop/b").tag]
    there = sorted_out(found(1, tags=tags), found(2))
    assert ids(there.by_key["shop/a"]) == ids(there.by_key["shop/b"]) == [1]
    assert there.torn == {"1"}


def test_a_mark_written_twice_is_one_mark() -> None:
    assert sorted_out(found(1, tags=[Mark("prod", KEY).tag] * 2)).torn == set()


def test_notices_when_something_declared_was_not_found() -> None:
    there = sorted_out(found(1))
    assert not is_missing_one(there, [resource()])
    assert is_missing_one(there, [resource(), resource("shop/other")])


def test_gives_the_objects_that_look_like_a_declared_one() -> None:
    bare = [found(1, tags=[]), found(2, tags=[], query="other > 1"), found(3, "shop/other", tags=[])]
    assert ids(Lookalikes(MONITOR, bare).take(declared())) == [1]


def test_gives_a_single_lookalike_only_once() -> None:
    lookalikes = Lookalikes(MONITOR, [found(1, tags=[])])
    assert ids(lookalikes.take(declared())) == [1]
    assert lookalikes.take(declared()) == []


def test_several_lookalikes_stay_a_question_for_all_who_look() -> None:
    lookalikes = Lookalikes(MONITOR, [found(1, tags=[]), found(2, tags=[])])
    assert ids(lookalikes.take(declared())) == [1, 2]
    assert ids(lookalikes.take(declared())) == [1, 2]


def test_what_it_was_imported_from_comes_before_looks() -> None:
    lookalikes = Lookalikes(MONITOR, [found(1, tags=[]), found(2, tags=[], name="renamed")])
    assert ids(lookalikes.take(declared(), "2")) == [2]
    assert ids(lookalikes.take(declared(), "2")) == [1]


def test_what_it_was_imported_from_tells_copies_apart() -> None:
    lookalikes = Lookalikes(MONITOR, [found(1, tags=[]), found(2, tags=[])])
    assert ids(lookalikes.take(declared(), "2")) == [2]
    assert ids(lookalikes.take(declared(), "1")) == [1]


def test_what_can_no_longer_become_it_is_not_it() -> None:
    lookalikes = Lookalikes(MONITOR, [found(1, tags=[], **LOG_ALERT)])
    assert lookalikes.take(declared(), "1") == []


def system(id: str, name: str, *tags: str) -> Body:
    metadata = {"name": name, "namespace": "default", "tags": list(tags)}
    return {"id": id, "apiVersion": "v3", "kind": "system", "metadata": metadata}


def test_names_of_others_are_kept_where_a_create_would_write_over_them() -> None:
    ours, theirs = Mark("prod", "shop/a").tag, Mark("prod", "warehouse/b").tag
    bodies = [system("1", "a", ours), system("2", "b", theirs), system("3", "c"), system("4", "d", ours, theirs)]
    there = sort_out(SYSTEM, bodies, "shop", "prod")
    assert there.names == {
        "system:default/b": "it belongs to warehouse/b in prod",
        "system:default/c": "it carries no mark, so it is somebody's",
    }
    assert sorted_out(found(1, tags=[])).names == {}
