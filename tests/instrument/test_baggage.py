"""The baggage header as W3C has it, with members of others in it."""

from __future__ import annotations

import pytest

from dogwatch.instrument.baggage import feature_in, with_feature


@pytest.mark.parametrize(
    ("header", "feature"),
    [
        ("feature=checkout", "checkout"),
        ("user=7, feature = check%20out ;ttl=3 ,x", "check out"),
        ("features=checkout", None),
        ("", None),
    ],
)
def test_a_header_may_name_a_feature(header: str, feature: str | None) -> None:
    assert feature_in(header) == feature


def test_a_feature_replaces_the_one_before_and_nothing_else() -> None:
    assert with_feature("user=7;a=b, feature=cart", "check,out") == "user=7;a=b,feature=check%2Cout"
    assert with_feature("feature=cart", None) == ""
