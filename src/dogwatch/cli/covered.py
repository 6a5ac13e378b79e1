"""What alert tests have seen of a catalog's alerts, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dogwatch.testing import Coverage, Covered, share

_HEAD = ("feature", "monitors", "seen", "coverage")


def coverage_lines(found: Coverage) -> Iterator[str]:
    """A table by feature, and what no test has seen."""
    rows = [_row(feature, of) for feature, of in sorted(found.by_feature().items())]
    rows.append(_row("all", list(found.monitors.values())))
    widths = [max(len(row[place]) for row in (_HEAD, *rows)) for place in range(len(_HEAD))]
    for name, *numbers in (_HEAD, *rows):
        cells = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
        yield "  ".join((name.ljust(widths[0]), *cells))
    missing = [each for each in found.monitors.values() if each.missing]
    if missing:
        yield ""
        yield "no test has seen:"
        longest = max(len(each.monitor.name) for each in missing)
        yield from (f"  {each.monitor.name.ljust(longest)}  {', '.join(each.missing)}" for each in missing)
    if found.refused:
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


def _row(name: str, covered: list[Covered]) -> tuple[str, str, str, str]:
    possible = sum(len(each.possible) for each in covered)
    seen = possible - sum(len(each.missing) for each in covered)
    return name, str(len(covered)), f"{seen} of {possible}", f"{share(covered):.0f}%"
