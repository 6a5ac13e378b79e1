from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import Body

from .originals import slo
from .written import declared

SLICED: Body = {
    "query": {
        "formulas": [{"formula": "query1"}],
        "queries": [{"data_source": "metrics", "name": "query1", "query": "avg:a{*}"}],
    },
    "comparator": "<",
    "threshold": 2.5,
    "query_interval_seconds": 300,
}


def sliced(**fields: Any) -> Body:
    return {"type": "time_slice", "query": None, "sli_specification": {"time_slice": {**SLICED, **fields}}}


@pytest.mark.parametrize(
    ("fields", "sli"),
    [
        (
            {},
            '    sli=Events(good=metric("ok").sum().as_count(), total=metric("all").sum().as_count()),\n',
        ),
        ({"query": {"numerator": "a", "denominator": "$env"}}, '    sli=Events(good="a", total="$env"),\n'),
        (sliced(), '    sli=Slices(query=metric("a").avg(), comparator="<", threshold=2.5),\n'),
        (
            sliced(query_interval_seconds=60),
            '    sli=Slices(query=metric("a").avg(), comparator="<", threshold=2.5, slice="1m"),\n',
        ),
        (sliced(query_interval_seconds=600), '    sli={\n        "type": "time_slice",\n'),
        (sliced(new=1), '    sli={\n        "type": "time_slice",\n'),
        (
            {"type": "monitor", "query": None, "monitor_ids": [1], "groups": ["a:b"]},
            '    # not declared here: monitor 1\n    sli=Uptime([1], groups=["a:b"]),\n',
        ),
        (
            {"type": "monitor", "query": None, "monitor_ids": [1, 2], "groups": ["a:b"]},
            '    sli={"type": "monitor", "monitor_ids": [1, 2], "groups": ["a:b"]},\n',
        ),
        (
            {"query": {"numerator": "a", "denominator": "b", "new": 1}},
            '    sli={"type": "metric", "query": {"numerator": "a", "denominator": "b", "new": 1}},\n',
        ),
    ],
)
def test_an_slo_is_measured_by_an_object_or_in_datadogs_form(fields: Body, sli: str) -> None:
    assert sli in declared(slo("s", **fields))


@pytest.mark.parametrize(
    ("thresholds", "lines"),
    [
        ([{"timeframe": "30d", "target": 99.9}], ['    target="99.9%",']),
        (
            [{"timeframe": "7d", "target": 99.0, "warning": 99.5}],
            ['    target="99%",', '    over="7d",', '    warn="99.5%",'],
        ),
        (
            [{"timeframe": "7d", "target": 99}, {"timeframe": "30d", "target": 99.5}],
            [
                '    target="99%",',
                '    over="7d",',
                '    body={"thresholds": [{"timeframe": "7d", "target": 99}, {"timeframe": "30d", "target": 99.5}]},',
            ],
        ),
    ],
)
def test_its_targets_are_those_of_its_thresholds(thresholds: list[Body], lines: list[str]) -> None:
    code = declared(slo("s", thresholds=thresholds)).splitlines()

    beginnings = ("target=", "over=", "warn=", "body=")
    assert [line for line in code if line.lstrip().startswith(beginnings)] == lines
