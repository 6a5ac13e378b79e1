from __future__ import annotations

from dogwatch.kinds import texts_in


def test_finds_texts_at_any_depth_in_their_order() -> None:
    body = {
        "query": "a",
        "options": {"thresholds": {"critical": 1}, "notify_by": ["b", "c"]},
        "tabs": ("d", None, True),
    }
    assert list(texts_in(body)) == ["a", "b", "c", "d"]


def test_a_text_is_its_own_and_a_number_has_none() -> None:
    assert list(texts_in("a")) == ["a"]
    assert list(texts_in(5)) == []
