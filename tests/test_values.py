from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.values import Bytes, Duration, Percent, Quantity, Rate

CLASSES: list[type[Quantity]] = [Duration, Percent, Rate, Bytes]


@pytest.mark.parametrize(
    ("cls", "text", "base"),
    [
        (Duration, "400ms", 0.4),
        (Duration, "1.5h", 5400.0),
        (Duration, "250us", 0.00025),
        (Duration, "1w", 604800.0),
        (Duration, " 5 m ", 300.0),
        (Duration, "1e3ms", 1.0),
        (Duration, ".5s", 0.5),
        (Duration, "1.s", 1.0),
        (Percent, "99.9%", 0.999),
        (Percent, "0.07%", 0.0007),
        (Rate, "1/s", 1.0),
        (Rate, "90/m", 1.5),
        (Rate, "86400/d", 1.0),
        (Bytes, "64MiB", 67108864.0),
        (Bytes, "64MB", 64000000.0),
    ],
)
def test_reads_a_number_with_its_unit(cls: type[Quantity], text: str, base: float) -> None:
    assert cls.parse(text) == cls(base)


@pytest.mark.parametrize(
    ("cls", "sizes"),
    [
        (Duration, {"us": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}),
        (Percent, {"%": 0.01}),
        (Rate, {"/d": 1 / 86_400, "/h": 1 / 3600, "/m": 1 / 60, "/s": 1}),
        (Bytes, {"B": 1, "kB": 1e3, "KiB": 2**10, "MB": 1e6, "MiB": 2**20, "GB": 1e9, "GiB": 2**30}),
        (Bytes, {"TB": 1e12, "TiB": 2**40}),
    ],
)
def test_every_unit_has_its_size(cls: type[Quantity], sizes: dict[str, float]) -> None:
    assert {unit: cls.parse(f"1{unit}").base for unit in sizes} == sizes


@pytest.mark.parametrize("cls", CLASSES)
def test_the_example_of_a_class_is_right(cls: type[Quantity]) -> None:
    assert str(cls.parse(cls.example)) == cls.example


def test_the_base_has_a_name_that_says_its_unit() -> None:
    assert Duration.parse("2m").seconds == 120
    assert Percent.parse("5%").fraction == 0.05
    assert Rate.parse("60/m").per_second == 1
    assert Bytes.parse("1KiB").bytes == 1024


def test_a_quantity_is_itself() -> None:
    limit = Duration.parse("400ms")
    assert Duration.parse(limit) is limit


@pytest.mark.parametrize(
    ("cls", "value", "said"),
    [
        (
            Duration,
            "400",
            "'400' has no unit; a duration has one of 'us', 'ms', 's', 'm', 'h', 'd', 'w', as in '400ms'",
        ),
        (Duration, "400 parsecs", "'400 parsecs' has unit 'parsecs'; a duration has one of"),
        (Duration, "soon", "'soon' is not a duration; write a number and a unit, as in '400ms'"),
        (Duration, 0.4, "0.4 is not a duration; write it with its unit, as in '400ms'"),
        (Duration, None, "None is not a duration; write it with its unit"),
        (Duration, Percent(0.5), "is not a duration; write it with its unit"),
        (Percent, "0.999", "'0.999' has no unit; a percentage has one of '%', as in '99.9%'"),
        (Rate, "1/fortnight", "'1/fortnight' has unit '/fortnight'; a rate has one of"),
        (Bytes, "64mb", "'64mb' has unit 'mb'; a size has one of"),
        (Duration, "1e999s", "'1e999s' is too large for a duration; write one as in '400ms'"),
        (Duration, "1e99999999s", "'1e99999999s' has unit '99999s'"),
    ],
)
def test_says_what_is_wrong_and_what_to_write(cls: type[Quantity], value: object, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        cls.parse(value)


@pytest.mark.parametrize(
    ("cls", "text"),
    [
        (Duration, "400ms"),
        (Duration, "5m"),
        (Duration, "1.5h"),
        (Duration, "0.4us"),
        (Duration, "100m"),
        (Duration, "1.234s"),
        (Percent, "99.95%"),
        (Percent, "99.9999%"),
        (Percent, "0.07%"),
        (Percent, "0.1%"),
        (Rate, "7/h"),
        (Rate, "1/m"),
        (Rate, "0.3/d"),
        (Bytes, "64MiB"),
        (Bytes, "1.5GiB"),
        (Bytes, "64MB"),
    ],
)
def test_prints_as_people_write(cls: type[Quantity], text: str) -> None:
    assert str(cls.parse(text)) == text


def test_prints_the_largest_unit_that_fits() -> None:
    assert str(Duration(0.4)) == "400ms"
    assert str(Duration(90.0)) == "1.5m"
    assert str(Duration(100.0)) == "100s"
    assert str(Duration(604800.0)) == "1w"


@given(cls=st.sampled_from(CLASSES), base=st.floats(min_value=-1e300, max_value=1e300))
def test_what_is_printed_is_read_back_as_the_same_quantity(cls: type[Quantity], base: float) -> None:
    assert cls.parse(str(cls(base))) == cls(base)


@given(cls=st.sampled_from(CLASSES), number=st.decimals(-10_000, 10_000, places=3), data=st.data())
def test_what_people_write_prints_without_digits_of_rounding(
    cls: type[Quantity], number: object, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(sorted(cls.units)))
    digits = str(cls.parse(f"{number}{unit}")).removeprefix("-").replace(".", "")
    assert len(digits) < 25


def test_compares_only_with_its_own_kind() -> None:
    assert Duration.parse("1s") < Duration.parse("1m")
    assert Duration(1.0) != Percent(1.0)
    with pytest.raises(TypeError):
        Duration(1.0) < Percent(1.0)  # type: ignore[operator]  # noqa: B015
