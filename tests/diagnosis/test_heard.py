from __future__ import annotations

from .lines import heard


def test_values_of_a_series_add_up() -> None:
    came = heard("feature.hits:2|c|#feature:cart", "feature.hits:3|c|#feature:cart", "feature.hits:1|c|#feature:search")
    assert came.sum(came.of("feature.hits", "feature:cart")) == 5
    assert came.number(came.of("feature.hits")) == 3


def test_types_are_kept_apart() -> None:
    came = heard("feature.hits:2|c|#feature:cart", "feature.hits:3|g|#feature:cart")
    assert [series.type for series in came.of("feature.hits")] == ["c", "g"]


def test_values_of_a_tag_are_told_once() -> None:
    came = heard("a.b:1|c|#env:prod", "a.b:1|g|#env:prod,x", "c.d:1|c|#env:dev")
    assert came.values("env") == ["dev", "prod"]
    assert came.values("env", "a.") == ["prod"]


def test_a_service_was_heard_from_its_first_line_to_its_last() -> None:
    came = heard("a:1|c|#service:s", "a:1|c|#service:t", "a:1|c|#service:s", ticks=[1, 2, 12.5])
    assert (came.lasted("s"), came.lasted("t"), came.lasted("u")) == (11.5, 0, 0)


def test_of_spans_only_the_feature_is_kept() -> None:
    came = heard()
    came.span("shop-api", frozenset({"feature:cart", "http.url:x"}))
    came.span("shop-api", frozenset({"feature:cart", "http.url:y"}))
    assert came.spans == {("shop-api", frozenset({"feature:cart"})): 2}
