from __future__ import annotations

import pytest

from dogwatch.query import (
    Burning,
    BurnRate,
    ErrorBudget,
    SloAlert,
    burn_rate,
    error_budget,
    unsound,
)

REFERENCE = "${slo:shop/checkout/availability}"


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (
            burn_rate(REFERENCE, "30d", long_window="1h", short_window="5m") > 14.4,
            'burn_rate("${slo:shop/checkout/availability}").over("30d").long_window("1h").short_window("5m") > 14.4',
        ),
        (
            burn_rate("abc", "7d", long_window="24h", short_window="120m") >= 3.0,
            'burn_rate("abc").over("7d").long_window("24h").short_window("120m") >= 3',
        ),
        (error_budget("abc", "90d") > 75, 'error_budget("abc").over("90d") > 75'),
        (error_budget("abc", "90d") >= 99.5, 'error_budget("abc").over("90d") >= 99.5'),
    ],
)
def test_builds_exactly_the_text_that_datadog_reads(built: SloAlert, text: str) -> None:
    assert str(built) == text


@pytest.mark.parametrize("window", ["59m", "49h", "2d", "", "1 h", None])
def test_a_long_window_lasts_one_to_48_hours(window: object) -> None:
    with pytest.raises(ValueError, match=r"write minutes or hours|Datadog takes '1h' to '48h'"):
        burn_rate("abc", "30d", long_window=window, short_window="5m")  # type: ignore[arg-type]
    for right in ("1h", "60m", "48h"):
        assert right in str(burn_rate("abc", "30d", long_window=right, short_window="5m") > 1)


@pytest.mark.parametrize("window", ["0m", "1h", "60m", "2h"])
def test_a_short_window_is_shorter(window: str) -> None:
    with pytest.raises(ValueError, match=r"the short window is .*; write one shorter than '1h'"):
        burn_rate("abc", "30d", long_window="1h", short_window=window)


@pytest.mark.parametrize("over", ["1d", "28d", "", None])
def test_only_an_slos_time_frames_have_a_budget(over: object) -> None:
    with pytest.raises(ValueError, match=r"no SLO has the time frame .*; write one of 7d, 30d, 90d"):
        burn_rate("abc", over, long_window="1h", short_window="5m")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no SLO has the time frame"):
        error_budget("abc", over)  # type: ignore[arg-type]


@pytest.mark.parametrize("threshold", ["14.4", None, True, float("inf")])
def test_refuses_thresholds_that_are_no_number(threshold: object) -> None:
    burning = error_budget("abc", "7d")
    with pytest.raises(ValueError, match="the threshold of error_budget"):
        burning > threshold  # type: ignore[operator]  # noqa: B015
    with pytest.raises(ValueError, match="the threshold of error_budget"):
        burning >= threshold  # type: ignore[operator]  # noqa: B015


def test_datadog_knows_no_budget_that_falls_below() -> None:
    with pytest.raises(TypeError):
        error_budget("abc", "7d") < 5  # type: ignore[operator]  # noqa: B015


def test_is_neither_true_nor_false() -> None:
    burning: Burning = error_budget("abc", "7d")
    with pytest.raises(TypeError, match="compare it with a number"):
        bool(burning)
    with pytest.raises(TypeError, match="it is Datadog that compares"):
        bool(burning > 1)


@pytest.mark.parametrize(
    ("long", "short", "said"),
    [
        ("1h", "5m", []),
        ("49h", "5m", ["the long window is '49h'; Datadog takes '1h' to '48h'"]),
        ("1h", "60m", ["the short window is '60m'; write one shorter than '1h', as in '5m'"]),
        ("1h", "5s", ["'5s' is not a window of a burn rate; write minutes or hours, as in '5m' or '1h'"]),
    ],
)
def test_says_which_windows_datadog_refuses(long: str, short: str, said: list[str]) -> None:
    assert list(unsound(BurnRate("abc", "7d", long, short))) == said


def test_says_everything_that_datadog_refuses() -> None:
    assert len(list(unsound(BurnRate("abc", "1d", "59m", "5m")))) == 2  # type: ignore[arg-type]
    assert list(unsound(ErrorBudget("abc", "90d"))) == []
