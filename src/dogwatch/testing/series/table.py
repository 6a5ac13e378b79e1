"""Series in a file of comma-separated values: a line for each value."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, get_args

import numpy as np

from dogwatch.errors import UsageError
from dogwatch.measure import Kind
from dogwatch.testing.load.points import Series

from .notation import read_series
from .recorded import Recorded

_HEAD: Final = ("time", "series", "value")


def from_csv(path: Path | str, env: str) -> list[Recorded]:
    """The series of a file with the columns `time`, `series`, `value`, and `kind` where it is no gauge.

    Times are seconds since 1970 or moments such as 2026-01-05T09:00:10Z; the first of all is the beginning. Series are
    written as `queue.length{host:a}`. Raises UsageError with the line that cannot be read.
    """
    file = Path(path)
    try:
        lines = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}") from None
    points: defaultdict[Series, list[tuple[int, float]]] = defaultdict(list)
    for number, line in enumerate(lines, 2):
        try:
            series, at, value = _point(line, env)
        except (ValueError, UsageError) as error:
            raise UsageError(f"{file}:{number}: {error}") from None
        points[series].append((at, value))
    if not points:
        raise UsageError(f"{file} has no values; its first line is {','.join(_HEAD)}, and each other one a value")
    return recorded(points.items())


def to_csv(path: Path | str, every: Sequence[Recorded], begin: int = 0) -> None:
    """Writes series into a file, for `from_csv`; `begin` is when they began, in seconds since 1970."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*_HEAD, "kind"))
        for series, offsets, values in every:
            name = f"{series.metric}{{{','.join(sorted(series.tags))}}}"
            for offset, value in zip(offsets.tolist(), values.tolist(), strict=True):
                writer.writerow((begin + offset, name, value, series.kind))


def recorded(points: Iterable[tuple[Series, Iterable[tuple[int, float]]]]) -> list[Recorded]:
    """Series with their (second, value), counted from the first second of all."""
    ordered = [(series, sorted(each)) for series, each in points]
    begin = min((each[0][0] for _, each in ordered if each), default=0)
    return [
        Recorded(
            series,
            np.array([at - begin for at, _ in each], dtype=np.int64),
            np.array([value for _, value in each], dtype=np.float64),
        )
        for series, each in ordered
    ]


def _point(line: dict[str, str], env: str) -> tuple[Series, int, float]:
    if any(not line.get(name) for name in _HEAD):
        raise UsageError(f"a line has {', '.join(_HEAD)}; here is {', '.join(name for name in line if line[name])}")
    kind = line.get("kind") or "gauge"
    if kind not in get_args(Kind):
        raise UsageError(f"{kind!r} is no kind of metric; write one of {', '.join(get_args(Kind))}")
    return read_series(line["series"], env, kind), _second(line["time"]), float(line["value"])


def _second(text: str) -> int:
    if text.replace(".", "", 1).isdigit():
        return int(float(text))
    read = datetime.fromisoformat(text)
    return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
