from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dogwatch import Monitor
from dogwatch.declare.checks import NOTHING, of_monitor
from dogwatch.declare.checks.around import slos_of
from dogwatch.kinds import Resource
from tests.declare.catalogs import mistakes, resources

CHECKOUT = """
checkout = Feature("checkout", team=payments, service="shop-api",
    signals=[Traffic(min="1/m")], objectives=[Availability("99%", over="7d")])
"""


def alert(query: str, target: float = 99, over: str = "7d") -> list[str]:
    """What is wrong with an alert on an SLO with one target."""
    slo = Resource("slo", "shop/a", {"thresholds": [{"timeframe": over, "target": target}]})
    body = {"type": "slo alert", "query": query.replace("A", "${slo:shop/a}")}
    monitor = Monitor("b", query=body["query"], type="slo alert", title="t", what="w")
    around = replace(NOTHING, slos=slos_of([slo]))
    return [f"{seen}; {remedy}" for _, (_, seen, remedy) in of_monitor("shop/b", monitor, body, around)]


def burning(number: float, over: str = "7d") -> str:
    return f'burn_rate("A").over("{over}").long_window("1h").short_window("5m") > {number}'


@pytest.mark.parametrize(
    ("target", "highest"), [(99, 100), (99.9, 1000), (96, 25), (95, 20), (99.95, 2000), (99.999, 100_000), (50, 2)]
)
def test_a_burn_rate_is_up_to_that_at_which_everything_fails(target: float, highest: float) -> None:
    assert alert(burning(highest), target) == []
    said = f"the burn rate {highest + 0.1} is out of reach: with a target of {target}% it is {highest} at most; "
    assert alert(burning(highest + 0.1), target) == [f"{said}write {highest} or less; Datadog refuses more"]


def test_what_may_be_written_is_rounded_down() -> None:
    assert alert(burning(3.01), 66.7)[0].endswith("it is 3 at most; write 3 or less; Datadog refuses more")
    assert alert(burning(3), 66.7) == []


@pytest.mark.parametrize("number", ["0", "-1"])
def test_a_burn_rate_is_above_nothing(number: str) -> None:
    said = f"the burn rate {number} is always reached; write one above 0, up to 100"
    assert alert(burning(1).replace("> 1", f"> {number}")) == [said]


def test_the_time_frame_is_one_of_the_slo() -> None:
    for query in (burning(2, over="30d"), 'error_budget("A").over("30d") > 75'):
        [said] = alert(query)
        assert said.startswith("it asks for 30d, and the SLO shop/a (")
        assert said.endswith(') is over 7d; write .over("7d"), or change the over= of the SLO')


def test_of_another_slo_only_the_query_itself_is_known() -> None:
    other = "0123456789abcdef0123456789abcdef"
    assert alert(burning(5000, over="30d").replace("A", other)) == []
    assert alert(burning(5000, over="30d").replace("A", other).replace("1h", "49h")) != []


def test_the_alerts_that_objectives_make_are_right(tmp_path: Path) -> None:
    made = resources(tmp_path, CHECKOUT)
    assert sum(each.body.get("type") == "slo alert" for each in made.values()) == 3


@pytest.mark.parametrize(
    "query",
    [
        'burn_rate("${slo:$catalog/checkout/availability}", "7d", long_window="2h", short_window="5m") > 101',
        '\'burn_rate("${slo:shop/checkout/availability}").over("7d").long_window("2h").short_window("5m") > 101\'',
    ],
)
def test_is_said_of_built_queries_and_of_texts_at_their_line(tmp_path: Path, query: str) -> None:
    words = 'type="slo alert", title="t", what="w"'
    text = f'from dogwatch.query import burn_rate\nm = Monitor("m", team=payments, {words},\n    query={query})\n'
    begin = 'from dogwatch import *\npayments = Team("payments", notify="@slack-payments")\n'
    said = mistakes(tmp_path, f'{begin}{CHECKOUT}{text}catalog = Catalog("shop")\n')
    assert said.startswith("features.py:8: monitor shop/m: query: the burn rate 101 is out of reach: ")
