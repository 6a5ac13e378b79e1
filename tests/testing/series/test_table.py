from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.series.table import from_csv, to_csv

LINES = """time,series,value,kind
2026-01-05T09:00:10Z,my.metric{host:a},3,count
2026-01-05T09:00:00Z,my.metric{host:a},1,count
1767603620,my.metric{host:b},5,count
"""


def test_reads_series_by_the_second_since_the_first(tmp_path: Path) -> None:
    file = tmp_path / "series.csv"
    file.write_text(LINES)

    found = {next(iter(each.series.tags - {"env:prod"})): each for each in from_csv(file, "prod")}

    assert {host: (each.offsets.tolist(), each.values.tolist()) for host, each in found.items()} == {
        "host:a": ([0, 10], [1, 3]),
        "host:b": ([20], [5]),
    }
    assert found["host:a"].series.kind == "count"


def test_writes_what_it_reads(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(LINES)
    to_csv(second, from_csv(first, "prod"), 1767603600)

    def plain(file: Path) -> list[tuple[object, ...]]:
        return [(each.series, each.offsets.tolist(), each.values.tolist()) for each in from_csv(file, "prod")]

    assert plain(second) == plain(first)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1,my.metric,one,", r"series.csv:5: could not convert string to float"),
        ("1,my.metric,1,counter", r"series.csv:5: 'counter' is no kind of metric; write one of gauge, count"),
        ("1,,1,", r"series.csv:5: a line has time, series, value; here is time, value"),
        ("noon,my.metric,1,", r"series.csv:5: Invalid isoformat string: 'noon'"),
    ],
)
def test_names_the_line_that_cannot_be_read(tmp_path: Path, line: str, sentence: str) -> None:
    file = tmp_path / "series.csv"
    file.write_text(f"{LINES}{line}\n")

    with pytest.raises(UsageError, match=sentence):
        from_csv(file, "prod")


def test_names_a_file_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.csv: .*No such file"):
        from_csv(tmp_path / "nothing.csv", "prod")
