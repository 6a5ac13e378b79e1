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


@pytest.mark.parametrize(
    ("type", "query", "expected"),
    [
        ("query alert", "avg(last_31d):avg:a.b{*} > 3", ["window-refused"]),
        ("query alert", "avg(last_1mo):avg:a.b{*} > 3", []),
        ("log alert", 'logs("a").index("*").rollup("count").last("3d") > 3', ["window-refused"]),
        ("log alert", 'logs("a").index("*").rollup("count").last("2d") > 3', []),
        ("event-v2 alert", 'events("a").rollup("count").last("5d") > 3', ["window-refused"]),
        ("service check", '"a.b".over("*").by("*").last(100).count_by_status()', []),
        ("service check", '"a.b".over("*").by("*").last(101).count_by_status()', ["window-refused"]),
    ],
)
def test_a_text_has_a_window_that_datadog_takes(tmp_path: Path, type: str, query: str, expected: list[str]) -> None:
    assert found(tmp_path, repr(query), f", type={type!r}, environments=['prod']") == expected
