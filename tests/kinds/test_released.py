"""Definitions of metrics that say whose they are while they go."""

from __future__ import annotations

import pytest

from dogwatch.kinds import LOG_METRIC, METRIC_TAGS, Body, released, released_by


def definition(query: str | None) -> Body:
    filter = {} if query is None else {"filter": {"query": query}}
    return {"id": "shop.a", "type": "logs_metrics", "attributes": {"compute": {"aggregation_type": "count"}, **filter}}


def configuration(*tags: str) -> Body:
    attributes = {
        "tags": [*tags],
        "created_at": "2026-01-01T00:00:00+00:00",
        "metric_type": "gauge",
        "aggregations": [{"time": "sum", "space": "sum"}],
        "exclude_tags_mode": True,
    }
    return {"id": "shop.a", "type": "manage_tags", "attributes": attributes}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status:error", "(status:error) -dogwatch_released:my-shop_2.b"),
        ("a:b OR c:d", "(a:b OR c:d) -dogwatch_released:my-shop_2.b"),
        ("*", "-dogwatch_released:my-shop_2.b"),
        ("", "-dogwatch_released:my-shop_2.b"),
        (None, "-dogwatch_released:my-shop_2.b"),
    ],
)
def test_a_definition_says_it_by_leaving_out_what_no_event_has(before: str | None, after: str) -> None:
    found = definition(before)
    going = released(LOG_METRIC, found, "my-shop_2.b")
    assert going["attributes"]["filter"] == {"query": after}
    assert LOG_METRIC.compare.can_become(found, going)
    assert [change.path for change in LOG_METRIC.compare.differences(going, found)] == ["filter.query"]
    assert released_by(going) == "my-shop_2.b"


def test_a_configuration_says_it_by_a_tag_that_no_series_has() -> None:
    found = configuration("env", "host")
    going = released(METRIC_TAGS, found, "shop")
    assert [change.path for change in METRIC_TAGS.compare.differences(going, found)] == ["tags"]
    sent = METRIC_TAGS.wire.update("shop.a", going).body["data"]["attributes"]
    assert sent == {"exclude_tags_mode": True, "tags": ["env", "host", "dogwatch_released.shop"]}
    assert released_by(going) == "shop"


@pytest.mark.parametrize(
    "found",
    [
        configuration("env", "not_dogwatch_released.shop"),
        configuration("-dogwatch_released", "dogwatch_released."),
        definition("status:error -dogwatch_released:shop status:ok"),
        definition("*"),
        definition(None),
        {"description": "-dogwatch_released:shop", "metric": "shop.a"},
    ],
)
def test_nothing_else_says_it(found: Body) -> None:
    assert released_by(found) is None
