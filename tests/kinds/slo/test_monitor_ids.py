from __future__ import annotations

from dogwatch.kinds.slo.monitor_ids import with_numbers


def test_known_ids_become_numbers_and_references_stay() -> None:
    assert with_numbers({"monitor_ids": ["12", 13, "${monitor:shop/a}"]}) == {
        "monitor_ids": [12, 13, "${monitor:shop/a}"]
    }


def test_a_body_without_monitors_is_handed_back() -> None:
    body = {"type": "metric"}
    assert with_numbers(body) is body
