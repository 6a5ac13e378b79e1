from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.names import (
    DURATION,
    HITS,
    METRICS,
    PROCESS_CPU,
    PROCESS_MEMORY,
    Mark,
    Metric,
    is_name,
    normalized_tag,
    tag_key,
)

names = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("team:payments", "team:payments"),
        ("Team:Payments", "team:payments"),
        ("9lives", "lives"),
        ("-:team:a", "team:a"),
        ("team:pay ments!", "team:pay_ments_"),
        ("team:", "team"),
        ("a:b/c.d-e_f", "a:b/c.d-e_f"),
        ("team:größe", "team:größe"),
        ("123", ""),
    ],
)
def test_says_what_datadog_makes_of_a_tag(written: str, stored: str) -> None:
    assert normalized_tag(written) == stored


def test_services_and_queries_agree_on_the_metrics_of_a_feature() -> None:
    assert (HITS.name, HITS.type, HITS.unit, HITS.percentiles) == ("feature.hits", "count", "request", False)
    assert (DURATION.name, DURATION.type, DURATION.unit) == ("feature.duration", "distribution", "second")
    assert DURATION.percentiles
    assert len({metric.name for metric in METRICS}) == len(METRICS)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_says_what_it_means_and_which_tags_it_keeps(metric: Metric) -> None:
    assert metric.name.startswith("feature.")
    assert metric.description
    assert {"env", "service", "version"} <= set(metric.tags)
    assert metric.type == "distribution" or not metric.percentiles
    assert all(normalized_tag(tag) == tag for tag in metric.tags)


def test_some_belong_to_a_process_and_everything_else_to_a_feature() -> None:
    assert [metric for metric in METRICS if "feature" not in metric.tags] == [PROCESS_MEMORY, PROCESS_CPU]


def test_cuts_a_tag_at_200_characters() -> None:
    assert normalized_tag("t" * 201) == "t" * 200
    assert normalized_tag("t" * 199 + ":x") == "t" * 199


@given(st.text(max_size=250))
def test_what_datadog_stored_it_leaves_alone(text: str) -> None:
    assert normalized_tag(normalized_tag(text)) == normalized_tag(text)


@pytest.mark.parametrize("text", ["checkout", "latency-p95", "shop_api", "v1.2", "a" * 80])
def test_a_name_is_part_of_keys_and_tags_as_it_stands(text: str) -> None:
    assert is_name(text)
    assert normalized_tag(f"feature:{text}") == f"feature:{text}"


@pytest.mark.parametrize("text", ["", "Checkout", "9lives", "a--b", "a/b", "a:b", "a b", "-a", "a-", "a\n", "a" * 81])
def test_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_the_key_of_a_tag_stands_before_its_first_colon() -> None:
    assert tag_key("url:http://x") == "url"
    assert tag_key("urgent") == "urgent"


def test_a_mark_names_environment_catalog_and_key() -> None:
    mark = Mark("prod", "shop/checkout/latency-p95")
    assert mark.tag == "dogwatch:prod/shop/checkout/latency-p95"
    assert mark.catalog == "shop"


@given(env=names, parts=st.lists(names, min_size=2, max_size=3))
def test_a_mark_is_read_back_from_its_tag(env: str, parts: list[str]) -> None:
    mark = Mark(env, "/".join(parts))
    assert Mark.read(mark.tag) == mark
    assert normalized_tag(mark.tag) == mark.tag


@pytest.mark.parametrize(
    "tag",
    [
        "team:a",
        "dogwatch",
        "dogwatch:",
        "dogwatch:prod",
        "dogwatch:/a",
        "dogwatch:prod/",
        "dogwatch://",
        "x:prod/shop/a",
    ],
)
def test_any_other_tag_is_no_mark(tag: str) -> None:
    assert Mark.read(tag) is None
