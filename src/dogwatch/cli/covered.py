"""What came of alert tests, and what they have seen of a catalog's alerts, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dogwatch.testing import Coverage, Covered, Played, share

_HEAD = ("feature", "monitors", "seen", "coverage")


def coverage_lines(found: Coverage, *, is_narrowed: bool = False) -> Iterator[str]:
    """A table by feature, and what no test has seen; narrowed to the features of which something was seen."""
    by_feature = found.by_feature()
    shown = {name: of for name, of in by_feature.items() if not is_narrowed or any(each.exercised for each in of)}
    rows = [_row(feature, of) for feature, of in sorted(shown.items())]
    rows.append(_row("all", list(found.monitors.values())))
    widths = [max(len(row[place]) for row in (_HEAD, *rows)) for place in range(len(_HEAD))]
    for name, *numbers in (_HEAD, *rows):
        cells = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
        yield "  ".join((name.ljust(widths[0]), *cells))
    missing = [each for of in shown.values() for each in of if each.missing]
    if missing:
        yield ""
        yield "no test has seen:"
        longest = max(len(each.monitor.name) for each in missing)
        yield from (f"  {each.monitor.name.ljust(longest)}  {', '.join(each.missing)}" for each in missing)
    if found.refused and not is_narrowed:
        yield ""
        yield "cannot be tested offline:"
        yield from (f"  {name}: {reason}" for name, reason in found.refused.items())


def coverage_data(found: Coverage) -> dict[str, Any]:
    """The same for programs."""
    return {
        "percent": round(found.percent, 1),
        "monitors": {
            name: {"possible": list(each.possible), "missing": each.missing} for name, each in found.monitors.items()
        },
        "refused": dict(found.refused),
    }


def played_lines(found: Sequence[Played]) -> Iterator[str]:
    """What came of the scenarios that follow from a declaration: a line for each feature, and pictures of failures."""
    for each in found:
        if each.failure:
            yield f"{each.scenario.feature.place}: {each.key}: {each.failure}"
            yield ""
    by_feature: dict[str, list[Played]] = {}
    for each in found:
        by_feature.setdefault(each.scenario.feature.name, []).append(each)
    width = max(map(len, by_feature))
    for name, of in sorted(by_feature.items()):
        failed = sum(each.failure is not None for each in of)
        monitors = len({each.key for each in of})
        came = f"{failed} failed" if failed else "all right"
        yield f"{name.ljust(width)}  {len(of):3} scenarios of {monitors:2} monitors: {came}"
    for each in found:
        if each.refused:
            yield f"{each.key} cannot be tested offline: {each.refused}"


def played_data(found: Sequence[Played]) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "monitor": each.key,
            "phases": [phase.what for phase in each.scenario.phases],
            "failure": each.failure,
            "refused": each.refused,
        }
        for each in found
    ]


def _row(name: str, covered: list[Covered]) -> tuple[str, str, str, str]:
    possible = sum(len(each.possible) for each in covered)
    seen = possible - sum(len(each.missing) for each in covered)
    return name, str(len(covered)), f"{seen} of {possible}", f"{share(covered):.0f}%"
