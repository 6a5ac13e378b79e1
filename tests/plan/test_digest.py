from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import METRIC_TAGS, MONITOR
from dogwatch.plan import digest, digest_of
from tests.bodies import found


@pytest.mark.parametrize(
    "changes",
    [
        {"overall_state": "Alert"},
        {"modified": "2026-02-02T00:00:00+00:00"},
        {"matching_downtimes": [{"id": 3}]},
        {"tags": list(reversed(found(1)["tags"]))},
        {"options": {**found(1)["options"], "thresholds": {"critical": 0.40}}},
        {"options": {**found(1)["options"], "new_host_delay": 300.0}},
    ],
)
def test_what_datadog_does_to_an_object_moves_nothing(changes: dict[str, Any]) -> None:
    assert digest_of(MONITOR, {**found(1), **changes}) == digest_of(MONITOR, found(1))


@pytest.mark.parametrize(
    "changes",
    [
        {"message": "by hand"},
        {"tags": [*found(1)["tags"], "favourite:yes"]},
        {"options": {**found(1)["options"], "thresholds": {"critical": 0.41}}},
        {"restricted_roles": ["admins"]},
        {"a_field_of_tomorrow": 1},
    ],
)
def test_what_a_person_can_write_moves_an_object(changes: dict[str, Any]) -> None:
    assert digest_of(MONITOR, {**found(1), **changes}) != digest_of(MONITOR, found(1))


def test_what_is_of_a_metric_is_its_attributes() -> None:
    body = {"id": "shop.a", "attributes": {"tags": ["env"]}}
    assert digest_of(METRIC_TAGS, {**body, "relationships": {}}) == digest_of(METRIC_TAGS, body)
    assert digest_of(METRIC_TAGS, {**body, "attributes": {"tags": []}}) != digest_of(METRIC_TAGS, body)


def test_values_count_and_not_how_they_are_written() -> None:
    assert digest({"a": 5, "b": [1.0]}) == digest({"b": [1], "a": 5.0})
    assert digest({"a": 1}) != digest({"a": True})
    assert digest({"a": None}) != digest({})
    assert digest({"a": "\ud83d"}) != digest({"a": "\ud83e"})
    assert digest([{"a": 1}, {"a": 2}]) != digest([{"a": 2}, {"a": 1}])
