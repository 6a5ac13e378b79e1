from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.checks.catalogs import said


def found(folder: Path, limits: str) -> list[tuple[str, str]]:
    text = f'search = Feature("search", team=shop, service="shop-api", signals=[Latency({limits})])'
    return [(each.check, f"{each.subject}: {each.seen}") for each in said(folder, text)]


@pytest.mark.parametrize(
    "limits", ['p50="1s", p95="2s", p99="3s"', 'p95="1s", p99="1s"', 'p95=Limit("2s", warn="1s"), p99="3s"']
)
def test_limits_that_rise_with_the_percentiles_are_fine(tmp_path: Path, limits: str) -> None:
    assert found(tmp_path, limits) == []


def test_a_limit_above_that_of_the_next_percentile_is_said(tmp_path: Path) -> None:
    seen = "feature search: Latency p95: it alerts at 2s, and p99 is never below p95 and alerts at 1s already"
    assert found(tmp_path, 'p50="100ms", p95="2s", p99="1s"') == [("percentiles-out-of-order", seen)]


def test_names_the_line_of_the_limit_and_what_to_write(tmp_path: Path) -> None:
    text = 'search = Feature("search", team=shop, service="shop-api", signals=[Latency(p99="1s",\np95="2s")])'
    (mistake,) = said(tmp_path, text)
    assert mistake.place.line == 9
    assert mistake.remedy == "write a p95 of up to 1s, or a higher p99"


def test_warnings_are_compared_with_warnings(tmp_path: Path) -> None:
    seen = "feature search: Latency p50: it warns at 1.5s, and p99 is never below p50 and warns at 1s already"
    limits = 'p50=Limit("2s", warn="1500ms"), p95="3s", p99=Limit("4s", warn="1s")'
    assert found(tmp_path, limits) == [("percentiles-out-of-order", seen)]


def test_a_silence_of_the_feature_leaves_it_out(tmp_path: Path) -> None:
    silence = 'silences=[Silence("percentiles-out-of-order", until="2026-11-27", why="an example")]'
    text = f'a = Feature("a", team=shop, service="s", {silence}, signals=[Latency(p95="2s", p99="1s")])'
    assert said(tmp_path, text) == []
