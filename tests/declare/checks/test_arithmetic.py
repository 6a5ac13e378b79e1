from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.checks.catalogs import names, said


def found(folder: Path, query: str, more: str = "") -> list[str]:
    return names(said(folder, f'm = Monitor("m", feature=checkout, title="t", what="w", query={query}{more})'))


@pytest.mark.parametrize("share", ["failed / orders", "1 - failed / orders", "exclude_null(failed / orders)"])
def test_a_share_wants_a_guard_wherever_it_stands(tmp_path: Path, share: str) -> None:
    assert found(tmp_path, f"({share}).over('5m') > 0.05") == ["division-without-guard"]


@pytest.mark.parametrize("divisor", ["60", "clamp_min(orders, 10)", "(orders + 10)", "(10 + orders)"])
def test_a_divisor_that_cannot_be_small_needs_none(tmp_path: Path, divisor: str) -> None:
    assert found(tmp_path, f"(failed / {divisor}).over('5m') > 0.05") == []


def test_part_of_a_composite_is_guarded_by_the_others(tmp_path: Path) -> None:
    assert found(tmp_path, "(failed / orders).over('5m') > 0.05", ", tells=False") == []


def test_who_counts_every_call_has_said_so(tmp_path: Path) -> None:
    text = 'x = Feature("x", team=shop, service="s", signals=[Errors(rate="1%", least=0)])'
    assert said(tmp_path, text) == []
