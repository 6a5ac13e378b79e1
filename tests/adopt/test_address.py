from __future__ import annotations

import pytest

from dogwatch.adopt import target_of

SLO = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("4711", ("monitor", "4711")),
        (SLO, ("slo", SLO)),
        ("abc-def-9hi", ("dashboard", "abc-def-9hi")),
        ("https://app.datadoghq.com/monitors/4711", ("monitor", "4711")),
        ("https://app.datadoghq.eu/monitors/4711/edit?x=1", ("monitor", "4711")),
        ("https://app.datadoghq.com/monitors#4711/edit", ("monitor", "4711")),
        (
            "https://us5.datadoghq.com/dashboard/abc-def-9hi/orders?from_ts=1#x",
            ("dashboard", "abc-def-9hi"),
        ),
        (f"https://app.datadoghq.com/slo?slo_id={SLO}&timeframe=7d", ("slo", SLO)),
        (f"https://app.datadoghq.com/slo/{SLO}/edit", ("slo", SLO)),
        (f"https://shop.datadoghq.com/slo/manage?sp=%5B%7B%22id%22%3A%22{SLO}%22%7D%5D", ("slo", SLO)),
    ],
)
def test_an_id_or_an_address_names_an_object(written: str, target: tuple[str, str]) -> None:
    assert target_of(written) == target


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "'' is no id of a monitor, an SLO or a dashboard; write an id such as 4711"),
        ("errors", "'errors' is no id of a monitor"),
        ("https://app.datadoghq.com/logs", "shows no monitor, SLO or dashboard; write an id"),
        ("https://app.datadoghq.com/dashboard/lists", "shows no single dashboard; open one of them"),
        ("https://app.datadoghq.com/monitors/manage?q=4711", "shows no single monitor; open one of them"),
    ],
)
def test_what_names_none_is_told(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("?", r"\?")):
        target_of(written)
