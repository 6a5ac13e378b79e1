from __future__ import annotations

import pytest

from dogwatch.kinds.slo import wire
from dogwatch.kinds.slo.derived import derived_query

from .bodies import COUNT, SLICE, declared, recorded


def test_puts_each_query_in_the_place_of_its_name() -> None:
    assert derived_query({"count": COUNT}) == declared()["query"]


def test_a_name_within_a_longer_one_is_left_alone() -> None:
    queries = [{"name": "a", "query": "sum:x{*}"}, {"name": "a1", "query": "sum:a{*}"}]
    formulas = {"good_events_formula": {"formula": "a + a1"}, "total_events_formula": {"formula": "a1 * 2"}}
    assert derived_query({"count": {"queries": queries, **formulas}}) == {
        "numerator": "sum:x{*} + sum:a{*}",
        "denominator": "sum:a{*} * 2",
    }


def test_bad_events_are_added_to_the_good_ones() -> None:
    formulas = {"good_events_formula": {"formula": "query2 - query1"}, "bad_events_formula": {"formula": "query1"}}
    assert derived_query({"count": {"queries": COUNT["queries"], **formulas}}) == {
        "numerator": "sum:hits{*}.as_count() - sum:hits{ok:true}.as_count()",
        "denominator": "(sum:hits{*}.as_count() - sum:hits{ok:true}.as_count()) + (sum:hits{ok:true}.as_count())",
    }


@pytest.mark.parametrize("specification", [None, {}, {"time_slice": SLICE}, "count", {"count": None}])
def test_nothing_is_derived_from_anything_else(specification: object) -> None:
    assert derived_query(specification) is None


@pytest.mark.parametrize("queries", [None, 5, ["query1"], [{"name": "query1"}], [{"name": [], "query": {}}]])
def test_a_query_that_has_no_text_stays_a_name(queries: object) -> None:
    assert derived_query({"count": {**COUNT, "queries": queries}}) == {"numerator": "query1", "denominator": "query2"}


def test_derives_what_datadog_was_recorded_to_derive() -> None:
    rows = [row for op in ("create", "update") for row in recorded(op)]
    specified = [row for row in rows if "count" in row["request"].get("sli_specification", {})]
    assert len(specified) > 5
    for row in specified:
        assert derived_query(row["request"]["sli_specification"]) == wire.object_of(row["response"])["query"]
