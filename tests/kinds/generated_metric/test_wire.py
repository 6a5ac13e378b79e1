from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import RUM_METRIC, SPAN_METRIC, NamedKind, Request

BODY: dict[str, Any] = {
    "type": "spans_metrics",
    "id": "shop.a",
    "attributes": {
        "compute": {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": True},
        "filter": {"query": "*"},
        "group_by": [],
    },
}


@pytest.mark.parametrize(
    ("kind", "path"), [(SPAN_METRIC, "/api/v2/apm/config/metrics"), (RUM_METRIC, "/api/v2/rum/config/metrics")]
)
def test_each_call_has_its_method_path_and_body(kind: NamedKind, path: str) -> None:
    assert kind.listing == Request("GET", path)
    assert kind.wire.read("shop.a") == Request("GET", f"{path}/shop.a")
    assert kind.wire.create(BODY) == Request("POST", path, body={"data": BODY})
    assert kind.wire.delete("shop.a") == Request("DELETE", f"{path}/shop.a")


def test_an_update_sends_what_can_be_changed() -> None:
    changed = {"filter": {"query": "*"}, "group_by": [], "compute": {"include_percentiles": True}}
    request = SPAN_METRIC.wire.update("shop.a", BODY)
    assert (request.method, request.path) == ("PATCH", "/api/v2/apm/config/metrics/shop.a")
    assert request.body == {"data": {"type": "spans_metrics", "id": "shop.a", "attributes": changed}}


def test_a_count_has_no_percentiles_to_change() -> None:
    body = {**BODY, "attributes": {**BODY["attributes"], "compute": {"aggregation_type": "count"}}}
    assert SPAN_METRIC.wire.update("shop.a", body).body["data"]["attributes"]["compute"] == {}


def test_a_name_is_the_id_and_stands_in_an_envelope() -> None:
    assert SPAN_METRIC.wire.id_of(BODY) == "shop.a"
    assert SPAN_METRIC.wire.object_of({"data": BODY}) == BODY
    assert SPAN_METRIC.wire.object_of([]) is None


def test_datadog_validates_none_and_a_name_that_is_taken_may_be_anybodys() -> None:
    assert SPAN_METRIC.wire.validate(BODY) is None
    assert SPAN_METRIC.wire.duplicate_of(["a metric already exists with that name"]) is None
