from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.checks.catalogs import said

_MONITOR = 'm = Monitor("m", feature=checkout, title="t", what="w", query={query}{more})'
_BUILT, _TEXT = 'orders.over("1h") {}', '"sum(last_1h):sum:shop.orders{{$env}}.as_count() {}"'


def seen(folder: Path, comparison: str, more: str, query: str = _BUILT) -> list[tuple[str, str, str]]:
    found = said(folder, _MONITOR.format(query=query.format(comparison), more=f", {more}"))
    return [(each.check, each.subject.removeprefix("monitor shop/checkout/m: "), each.remedy) for each in found]


@pytest.mark.parametrize("query", [_BUILT, _TEXT], ids=["built", "text"])
def test_the_threshold_in_the_options_is_the_number_of_the_query(tmp_path: Path, query: str) -> None:
    (found,) = seen(tmp_path, "> 3", 'options={"thresholds": {"critical": 4}}', query)
    assert found[:2] == ("threshold-differs", "options.thresholds.critical")
    assert seen(tmp_path, "> 3", 'options={"thresholds": {"critical": 3.0}}', query) == []


@pytest.mark.parametrize(("last", "expected"), [(2, ["last-below-threshold"]), (3, []), (4, [])])
def test_a_check_looks_at_as_many_statuses_as_a_threshold_needs(tmp_path: Path, last: int, expected: list[str]) -> None:
    text = f"""m = Monitor("m", team=shop, type="service check", environments="prod", title="t", what="w",
        query='"a.b".over("*").by("*").last({last}).count_by_status()', options={{"thresholds": {{"ok": 3}}}})"""
    assert [each.check for each in said(tmp_path, text)] == expected


def test_a_share_of_statuses_is_no_number_of_them(tmp_path: Path) -> None:
    text = """m = Monitor("m", team=shop, type="service check", environments="prod", title="t", what="w",
        query='"a.b".over("*").by("*").last(2).pct_by_status()', options={"thresholds": {"critical": 50}})"""
    assert said(tmp_path, text) == []


@pytest.mark.parametrize("query", [_BUILT, _TEXT], ids=["built", "text"])
@pytest.mark.parametrize(
    ("comparison", "warn", "side"),
    [("> 3", 4, "below"), (">= 3", 3, "below"), ("< 3", 2, "above"), ("<= 3", 3, "above")],
)
def test_a_warning_comes_before_the_alert(tmp_path: Path, query: str, comparison: str, warn: int, side: str) -> None:
    expected = "warning-behind-alert", "warn", f"write a warn {side} 3"
    assert seen(tmp_path, comparison, f"warn={warn}", query) == [expected]
    options = f'options={{"thresholds": {{"warning": {warn}}}}}'
    assert seen(tmp_path, comparison, options, query) == [
        ("warning-behind-alert", "options.thresholds.warning", f"write a warn {side} 3")
    ]
    assert seen(tmp_path, comparison, f"warn={6 - warn if warn != 3 else (2 if side == 'below' else 4)}", query) == []


@pytest.mark.parametrize(
    ("comparison", "thresholds", "path"),
    [
        ("> 3", {"critical_recovery": 4}, "critical_recovery"),
        ("< 3", {"critical_recovery": 2}, "critical_recovery"),
        ("> 3", {"warning": 2, "warning_recovery": 2.5}, "warning_recovery"),
    ],
)
def test_an_alert_ends_on_the_harmless_side(
    tmp_path: Path, comparison: str, thresholds: dict[str, float], path: str
) -> None:
    (found,) = seen(tmp_path, comparison, f'options={{"thresholds": {thresholds}}}')
    assert found[:2] == ("recovery-on-wrong-side", f"options.thresholds.{path}")


def test_it_may_end_where_it_begins(tmp_path: Path) -> None:
    assert seen(tmp_path, "> 3", 'options={"thresholds": {"critical_recovery": 3}}') == []


def test_the_share_of_a_limit_at_which_alerts_of_a_tier_end_is_on_the_right_side(tmp_path: Path) -> None:
    assert seen(tmp_path, "> 3", "warn=2") == seen(tmp_path, "< 3", "warn=4") == []
