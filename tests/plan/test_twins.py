from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import MONITOR, SLO, Body, Resource
from dogwatch.plan import Change, Delete, LeftAlone, Plan, diff, sort_out
from tests.bodies import KEY, found, resource
from tests.kinds.slo import bodies as slo

NOON, MOMENT_LATER, HOUR_LATER = (f"2026-01-01T{time}+00:00" for time in ("12:00:00", "12:00:40", "13:00:00"))
ME, OTHER = {"handle": "ci@example.com"}, {"handle": "somebody@example.com"}


def twin(id: int, created: str = MOMENT_LATER, creator: dict[str, str] = ME, **changes: Any) -> Body:
    return {**found(id, **changes), "created": created, "creator": creator}


def planned(*there: Body, wanted: Resource | None = None, narrowed: bool = False) -> Plan:
    declared = [wanted or resource()]
    return diff(declared, {"monitor": sort_out(MONITOR, there, "shop", "prod")}, "somewhere", narrowed=narrowed)


def test_the_younger_of_two_twins_goes() -> None:
    younger = twin(7)
    plan = planned(younger, twin(5, NOON))
    assert plan.changes == (Delete("monitor", KEY, "7", younger, twin_of="5"),)
    assert plan.left_alone == ()


def test_the_elder_is_updated_where_it_differs() -> None:
    plan = planned(twin(5, NOON), twin(7), wanted=resource(message="New."))
    assert [(type(change).__name__, _id(change)) for change in plan.changes] == [("Update", "5"), ("Delete", "7")]


def test_all_but_the_first_of_three_go() -> None:
    assert [_id(change) for change in planned(twin(5, NOON), twin(7), twin(6)).changes] == ["7", "6"]


@pytest.mark.parametrize(
    "copy",
    [twin(7, HOUR_LATER), twin(7, creator=OTHER), twin(7, message="Mine."), twin(7, name="[prod] copy")],
    ids=["an hour later", "by somebody else", "says something else", "another name"],
)
def test_any_other_double_mark_is_a_copy_made_by_a_person(copy: Body) -> None:
    plan = planned(twin(5, NOON), copy)
    assert plan.changes == ()
    assert plan.left_alone == (
        LeftAlone("monitor", KEY, ("5", "7"), "its mark occurs more than once; take the mark off the copies"),
    )


def test_a_part_of_a_catalog_deletes_no_twins() -> None:
    plan = planned(twin(5, NOON), twin(7), narrowed=True)
    assert plan.changes == ()
    assert len(plan.left_alone) == 1


def test_of_the_same_age_the_same_one_stays_whatever_the_order_of_lists() -> None:
    def slo_of(id: str) -> Body:
        return {**slo.found(id=id, created_at=1_700_000_000), "creator": ME}

    for there in ([slo_of("1a"), slo_of("2b")], [slo_of("2b"), slo_of("1a")]):
        declared = [Resource("slo", slo.KEY, slo.declared())]
        plan = diff(declared, {"slo": sort_out(SLO, there, "shop", "prod")}, "somewhere")
        assert [_id(change) for change in plan.changes] == ["2b"]


def _id(change: Change) -> str | None:
    return getattr(change, "id", None)
