from __future__ import annotations

from dogwatch.nearest import nearest


def test_finds_the_word_with_a_letter_missing() -> None:
    assert nearest("paymnts", ["storefront", "payments"]) == "payments"


def test_prefers_the_same_letters_in_another_order() -> None:
    assert nearest("p59", ["p50", "p75", "p90", "p95", "p99"]) == "p95"


def test_proposes_nothing_when_no_word_is_like_it() -> None:
    assert nearest("zzz", ["payments"]) is None
    assert nearest("payments", []) is None
