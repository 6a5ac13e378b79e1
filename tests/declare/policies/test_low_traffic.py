from __future__ import annotations

import pytest

from dogwatch import Events, Slo
from dogwatch.declare.policies.low_traffic import least_failures, low_traffic
from dogwatch.query import TimeFrame
from dogwatch.values import Percent, Rate
from tests.declare.features import feature

HITS = feature().metrics.hits.sum().as_count()
BUILT = Events(good=HITS.where(outcome="ok"), total=HITS)


def slo(sli: Events = BUILT) -> Slo:
    return Slo("availability", feature=feature(), target="99.9%", sli=sli, title="t", what="Calls succeed.")


@pytest.mark.parametrize(
    ("target", "over", "traffic", "least"),
    [
        ("99.9%", "30d", None, 5),
        # 14.4 * 0.001 * 3600 = 51.84
        ("99.9%", "30d", "1/s", 52),
        # 16.8 * 0.001 * 3600 = 60.48
        ("99.9%", "7d", "1/s", 61),
        # 14.4 * 0.01 * 600 = 86.4
        ("99%", "30d", "10/m", 87),
        # 7.5 * 0.1 * 60 = 45
        ("90%", "30d", "1/m", 45),
        ("99.9%", "30d", "1/m", 5),
        ("99.9%", "30d", "5/h", 5),
        ("99.9%", "30d", "3/h", 3),
        ("99.9%", "30d", "1/h", 1),
        ("99.9%", "30d", "1/d", 1),
        ("99.9%", "30d", "0.00001/d", 1),
        # Nothing can burn faster than it lasts.
        ("20%", "30d", "1/s", 5),
    ],
)
def test_counts_what_the_fastest_burn_allows_in_an_hour(
    target: str, over: TimeFrame, traffic: str | None, least: int
) -> None:
    assert least_failures(Percent.parse(target), over, Rate.parse(traffic) if traffic else None) == least


def test_asks_for_failures_with_hardly_a_success_in_one_query() -> None:
    assert str(low_traffic(slo(), BUILT, None).query) == (
        "sum(last_1h):sum:feature.hits{$env,feature:checkout,service:shop-api}.as_count()"
        " - 10 * sum:feature.hits{$env,feature:checkout,service:shop-api,outcome:ok}.as_count() >= 5"
    )


def test_queries_as_text_are_kept_together() -> None:
    sli = Events(good="sum:a{$env}.as_count() + sum:b{$env}.as_count()", total=HITS)
    assert str(low_traffic(slo(sli), sli, None).query) == (
        f"sum(last_1h):({HITS}) - 10 * (sum:a{{$env}}.as_count() + sum:b{{$env}}.as_count()) >= 5"
    )


def test_tells_what_is_promised_and_wakes_nobody() -> None:
    monitor = low_traffic(slo(), BUILT, Rate(1.0))
    assert (monitor.name, monitor.pages, monitor.milder) == ("availability-low-traffic", False, 1)
    assert monitor.what == (
        "Within an hour 52 or more went wrong and hardly one went right. What is promised: Calls succeed."
    )


def test_an_hour_without_any_event_ends_the_alert() -> None:
    assert low_traffic(slo(), BUILT, None).options["on_missing_data"] == "default"
