from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.kinds import Body
from dogwatch.kinds.slo import compare, wire
from dogwatch.kinds.slo.fields import SERVER_OWNED, TIMEFRAMES
from dogwatch.names import Mark

from .bodies import COUNT, KEY, SLICE, declared, found, recorded


def differing(wanted: Body, seen: Body) -> dict[str, tuple[Any, Any]]:
    return {change.path: (change.before, change.after) for change in compare.differences(wanted, seen)}


# Everything Datadog was recorded to answer after a create or an update, against what it had been sent: no exceptions.
@pytest.mark.parametrize("op", ["create", "update"])
def test_what_datadog_answers_is_no_different_from_what_it_was_sent(op: str) -> None:
    rows = recorded(op)
    differing_rows = {
        row["source"]: changes
        for row in rows
        if (changes := compare.differences(row["request"], wire.object_of(row["response"])))
    }
    print(f"{op}: {len(rows) - len(differing_rows)} of {len(rows)} recorded answers show no difference")
    assert differing_rows == {}
    assert len(rows) > 10


def test_what_datadog_stored_would_not_be_written_again() -> None:
    for row in recorded("create"):
        answer = wire.object_of(row["response"])
        stored = {**answer, **compare.merged(row["request"], answer)}
        assert compare.differences(row["request"], stored) == []


def test_an_answer_that_shows_only_the_derived_query_is_no_different() -> None:
    wanted = declared(sli_specification={"count": COUNT})
    del wanted["query"]
    assert differing(wanted, found()) == {}
    other = {"numerator": "sum:other{*}.as_count()", "denominator": "sum:hits{*}.as_count()"}
    assert list(differing(wanted, found(query=other))) == ["sli_specification"]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"name": "other"}, {"name": ("other", declared()["name"])}),
        ({"description": "other"}, {"description": ("other", "99.9% of calls succeed.")}),
        ({"type": "time_slice"}, {"type": ("time_slice", "metric")}),
        (
            {"thresholds": [{"timeframe": "30d", "target": 99.5}]},
            {"target_threshold": (99.5, 99.9), "thresholds.30d.target": (99.5, 99.9)},
        ),
        (
            {"thresholds": [{"timeframe": "7d", "target": 99.9}]},
            {
                "timeframe": ("7d", "30d"),
                "thresholds.7d.target": (99.9, None),
                "thresholds.30d.target": (None, 99.9),
            },
        ),
        (
            {"thresholds": [{"timeframe": "30d", "target": 99.9, "warning": 99.95}]},
            {"thresholds.30d.warning": (99.95, None)},
        ),
        (
            {"query": {"numerator": "a", "denominator": "b"}},
            {"query": ({"numerator": "a", "denominator": "b"}, declared()["query"])},
        ),
    ],
)
def test_a_change_by_hand_is_exactly_that_field(changes: dict[str, Any], shown: dict[str, tuple[Any, Any]]) -> None:
    assert differing(declared(), found()) == {}
    assert differing(declared(), found(**changes)) == shown


def test_numbers_compare_by_value_and_the_displayed_ones_not_at_all() -> None:
    seen = found(thresholds=[{"timeframe": "30d", "target": 99.0, "target_display": "99."}])
    assert differing(declared(thresholds=[{"timeframe": "30d", "target": 99}]), seen) == {}


def test_the_order_of_thresholds_and_tags_means_nothing() -> None:
    thresholds = [{"timeframe": "30d", "target": 99.9}, {"timeframe": "7d", "target": 99}]
    seen = found(thresholds=thresholds[::-1])
    seen["tags"] = list(reversed(seen["tags"]))
    assert differing(declared(thresholds=thresholds), seen) == {}


def test_the_primary_time_frame_is_the_shortest_unless_one_is_declared() -> None:
    thresholds = [{"timeframe": "30d", "target": 99.9}, {"timeframe": "7d", "target": 99}]
    assert differing(declared(thresholds=thresholds), found(thresholds=thresholds)) == {}
    chosen = declared(thresholds=thresholds, timeframe="30d")
    assert differing(chosen, found(thresholds=thresholds)) == {
        "timeframe": ("7d", "30d"),
        "target_threshold": (99, 99.9),
    }
    merged = compare.merged(chosen, found(thresholds=thresholds))
    assert (merged["timeframe"], merged["target_threshold"]) == ("30d", 99.9)


def test_an_answer_without_a_primary_time_frame_is_no_different() -> None:
    seen = {name: value for name, value in found().items() if name not in ("timeframe", "target_threshold")}
    assert differing(declared(), seen) == {}
    assert differing(declared(timeframe="30d"), seen) == {"timeframe": (None, "30d")}


def test_a_slice_that_datadog_filled_in_is_no_difference() -> None:
    specification = {"time_slice": SLICE}
    wanted = declared(type="time_slice", sli_specification=specification)
    del wanted["query"]
    seen = found(type="time_slice", sli_specification={"time_slice": {**SLICE, "query_interval_seconds": 300}})
    del seen["query"]
    assert differing(wanted, seen) == {}
    seen["sli_specification"]["time_slice"]["threshold"] = 0.5
    assert list(differing(wanted, seen)) == ["sli_specification"]


@pytest.mark.parametrize("name", sorted(SERVER_OWNED))
def test_what_the_server_owns_is_never_a_difference_and_never_sent(name: str) -> None:
    seen = {**found(), name: "something"}
    assert differing(declared(), seen) == {}
    assert name not in compare.merged(declared(), seen)


def test_a_put_carries_what_nobody_declared() -> None:
    seen = found(tags=[*declared()["tags"], "favourite:yes"], brand_new=[1])
    merged = compare.merged(declared(), seen)
    assert merged["brand_new"] == [1]
    assert merged["tags"] == [*declared()["tags"], "favourite:yes"]
    assert differing(declared(), seen) == {}


def test_a_put_leaves_out_the_form_that_is_derived_from_the_declared_one() -> None:
    merged = compare.merged(declared(query={"numerator": "n", "denominator": "d"}), found(sli_specification={}))
    assert merged["query"] == {"numerator": "n", "denominator": "d"}
    assert "sli_specification" not in merged


def test_a_warning_that_is_no_longer_declared_is_not_sent() -> None:
    seen = found(thresholds=[{"timeframe": "30d", "target": 99.9, "warning": 99.95}], warning_threshold=99.95)
    merged = compare.merged(declared(), seen)
    assert merged["thresholds"] == [{"timeframe": "30d", "target": 99.9}]
    assert "warning_threshold" not in merged


def test_a_description_removed_from_the_declaration_is_emptied() -> None:
    wanted = declared()
    del wanted["description"]
    assert compare.merged(wanted, found())["description"] == ""
    assert differing(wanted, found(description=None)) == {}


def test_its_type_cannot_change() -> None:
    assert compare.can_become(found(), declared())
    assert not compare.can_become(found(), declared(type="time_slice"))


def test_looks_like_it_with_the_same_type_name_and_measure() -> None:
    bare = found(tags=[], description="other", sli_specification={"count": COUNT})
    assert compare.looks_like(bare, declared())
    assert compare.looks_like({**bare, "name": f" {bare['name']} "}, declared())
    for changes in ({"type": "time_slice"}, {"name": "other"}, {"query": {"numerator": "a", "denominator": "b"}}):
        assert not compare.looks_like({**bare, **changes}, declared())


def test_the_one_created_first_is_the_older() -> None:
    assert compare.is_older(found(created_at=1), found(created_at=2))
    assert not compare.is_older(found(created_at=2), found(created_at=1))


def test_reads_its_mark_and_is_known_by_its_name() -> None:
    assert compare.marks_of(found()) == [Mark("prod", KEY)]
    assert compare.title_of(found()) == declared()["name"]
    assert not compare.is_managed_elsewhere(found())


thresholds = st.lists(
    st.fixed_dictionaries(
        {"timeframe": st.sampled_from(TIMEFRAMES), "target": st.sampled_from([99, 99.0, 99.9])},
        optional={"warning": st.sampled_from([99.95, 99.99])},
    ),
    min_size=1,
    unique_by=lambda threshold: threshold["timeframe"],
)
bodies = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["n", " n", "m"]),
        "type": st.just("metric"),
        "query": st.sampled_from([{"numerator": "a", "denominator": "b"}, {"numerator": "c", "denominator": "b"}]),
        "thresholds": thresholds,
    },
    optional={
        "description": st.none() | st.sampled_from(["", "d", "d\n"]),
        "tags": st.none() | st.lists(st.sampled_from(["team:a", "team:b", "x:1", Mark("prod", KEY).tag])),
        "brand_new": st.integers(0, 2),
    },
)


def put(sent: Body) -> Body:
    """What Datadog keeps of a PUT, which replaces an SLO: without a primary time frame, the shortest is it."""
    return {**found(**sent), **sent}


@given(wanted=bodies, seen=bodies)
def test_one_put_makes_any_found_slo_the_declared_one(wanted: Body, seen: Body) -> None:
    before = deepcopy((wanted, seen))
    assert compare.differences(wanted, put(compare.merged(wanted, seen))) == []
    assert (wanted, seen) == before
