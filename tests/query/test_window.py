from __future__ import annotations

import pytest

from dogwatch.query import Ago, Current, Last, read_shift, read_window
from dogwatch.query.window import whole_seconds
from dogwatch.values import Duration


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("1m", "last_1m"),
        ("5m", "last_5m"),
        ("60m", "last_60m"),
        ("last_5m", "last_5m"),
        ("48h", "last_48h"),
        ("730h", "last_730h"),
        ("1d", "last_1d"),
        ("1w", "last_1w"),
        ("1mo", "last_1mo"),
        ("120s", "last_2m"),
        ("1.5h", "last_90m"),
        (Duration.parse("5m"), "last_5m"),
        (Duration.parse("60m"), "last_1h"),
        (Duration.parse("36h"), "last_36h"),
        (Duration.parse("48h"), "last_2d"),
        (Duration.parse("7d"), "last_1w"),
        ("current_1h", "current_1h"),
        ("current_1d", "current_1d"),
        ("current_1mo", "current_1mo"),
    ],
)
def test_reads_a_window(written: object, printed: str) -> None:
    assert str(read_window(written)) == printed


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("400ms", "the window '400ms' is not a whole number of minutes"),
        ("90s", "the window '90s' is not a whole number of minutes"),
        ("0m", "the window '0m' is shorter than a minute"),
        ("-5m", "the window '-5m' is shorter than a minute"),
        ("731h", r"the window '731h' is longer than a month \(730 hours\)"),
        ("2mo", "the window '2mo' is longer than a month .730 hours."),
        (Duration.parse("31d"), "the window '31d' is longer than a month .730 hours."),
        ("5", "'5' is not a window"),
        (5, "5 is not a window"),
        ("five minutes", "'five minutes' is not a window"),
        ("current_1w", "'current_1w' is not a window"),
    ],
)
def test_refuses_what_is_no_window_and_says_what_to_write(written: object, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{fault}; write one from '1m' to '1mo'"):
        read_window(written)


def test_knows_how_long_a_window_is() -> None:
    assert Last(5, "m").seconds == 300
    assert Last(1, "mo").seconds == 730 * 3600
    assert Current("1d").seconds == 86400
    assert Ago(1, "h").seconds == 3600


@pytest.mark.parametrize(
    ("written", "printed"),
    [("30m", "last_30m"), ("last_1d", "last_1d"), ("1h_ago", "1h_ago"), (Duration.parse("1w"), "last_1w")],
)
def test_reads_a_shift(written: object, printed: str) -> None:
    assert str(read_shift(written)) == printed


@pytest.mark.parametrize("written", ["0m_ago", "0m", "60d_ago", "current_1h", "soon"])
def test_refuses_what_is_no_shift(written: str) -> None:
    with pytest.raises(ValueError, match=f"'{written}' is .*; write one"):
        read_shift(written)


def test_takes_whole_seconds_only() -> None:
    assert whole_seconds("2m", "limit") == 120
    assert whole_seconds("1s", "limit") == 1
    with pytest.raises(ValueError, match="the limit is '1500ms'; Datadog wants whole seconds"):
        whole_seconds("1500ms", "limit")
    with pytest.raises(ValueError, match="the limit is '-60s'"):
        whole_seconds("-60s", "limit")
