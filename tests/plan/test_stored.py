from __future__ import annotations

import pytest

from dogwatch.kinds import Resource
from dogwatch.plan import Found, as_stored

KEY = "shop/feature.hits"


def tags(type: str) -> Resource:
    return Resource("metric_tags", KEY, {"id": "feature.hits", "attributes": {"metric_type": type, "tags": ["env"]}})


def stored(resource: Resource, type: str | None) -> str:
    found = {"metric_metadata": Found({KEY: [{"metric": "feature.hits", "type": type}]})}
    [made] = as_stored([resource], found)
    return str(made.body["attributes"]["metric_type"])


@pytest.mark.parametrize(("declared", "type", "expected"), [("count", "rate", "rate"), ("rate", "count", "count")])
def test_a_counter_is_configured_by_the_type_that_is_stored(declared: str, type: str, expected: str) -> None:
    assert stored(tags(declared), type) == expected


@pytest.mark.parametrize(("declared", "type"), [("count", "gauge"), ("count", None), ("distribution", "rate")])
def test_what_is_no_counter_on_both_sides_stays_as_it_is_declared(declared: str, type: str | None) -> None:
    assert stored(tags(declared), type) == declared


def test_what_has_not_reported_and_other_kinds_are_handed_on() -> None:
    others = [tags("count"), Resource("monitor", KEY, {"query": "a"})]
    assert as_stored(others, {}) == others
    assert as_stored(others[1:], {"metric_metadata": Found({KEY: [{"type": "rate"}]})}) == others[1:]


def test_the_declared_body_is_not_changed() -> None:
    before = tags("count")
    stored(before, "rate")
    assert before == tags("count")
