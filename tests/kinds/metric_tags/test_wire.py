from __future__ import annotations

from dogwatch.kinds import METRIC_TAGS, Body

FOUND: Body = {
    "id": "shop.a",
    "type": "manage_tags",
    "attributes": {
        "tags": ["env"],
        "created_at": "2026-01-01T00:00:00+00:00",
        "modified_at": "2026-01-01T00:00:00+00:00",
        "metric_type": "gauge",
        "exclude_tags_mode": False,
    },
}


def test_what_was_found_is_sent_again_without_what_only_datadog_says() -> None:
    made, changed = METRIC_TAGS.wire.create(FOUND), METRIC_TAGS.wire.update("shop.a", FOUND)
    assert made.body["data"]["attributes"] == {"tags": ["env"], "metric_type": "gauge", "exclude_tags_mode": False}
    assert changed.body["data"]["attributes"] == {"tags": ["env"], "exclude_tags_mode": False}
