from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.checks.catalogs import names, said


def found(folder: Path, query: str, more: str = "") -> list[str]:
    return names(said(folder, f'm = Monitor("m", feature=checkout, title="t", what="w", query={query}{more})'))


@pytest.mark.parametrize(("window", "expected"), [("5m", ["rollup-longer-than-window"]), ("1h", []), ("1d", [])])
def test_a_point_fits_into_the_window(tmp_path: Path, window: str, expected: list[str]) -> None:
    assert found(tmp_path, f"orders.rollup('sum', '1h').over({window!r}) > 3") == expected


def test_a_rollup_without_an_interval_is_as_long_as_datadog_likes(tmp_path: Path) -> None:
    assert found(tmp_path, "orders.rollup('sum').over('5m') > 3") == []


@pytest.mark.parametrize(("delay", "expected"), [(0, ["delay-shorter-than-source"]), (900, []), (1200, [])])
@pytest.mark.parametrize("name", ["aws.rds.cpuutilization", "azure.vm.percentage_cpu", "gcp.gce.instance.cpu"])
def test_metrics_of_clouds_are_waited_for(tmp_path: Path, name: str, delay: int, expected: list[str]) -> None:
    query = f"metric({name!r}).where('$env').avg().over('10m') > 90"
    assert found(tmp_path, query, f", options={{'evaluation_delay': {delay}}}") == expected


def test_other_metrics_need_no_delay(tmp_path: Path) -> None:
    assert found(tmp_path, "metric('awsome.metric').where('$env').avg().over('10m') > 90") == []
