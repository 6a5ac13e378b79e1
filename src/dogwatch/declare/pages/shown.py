"""What a page of several features shows, and how it stands in rows."""

from __future__ import annotations

from collections.abc import Iterable

from dogwatch.declare.feature import Feature
from dogwatch.declare.several import several
from dogwatch.declare.wrong import Wrong


def shown_of(features: Iterable[Feature] | Feature, example: str) -> tuple[Feature, ...] | Wrong:
    """The features, at least one; `example` is a call of the page as it is meant."""
    shown = several(features)
    if not shown:
        return Wrong((f"it shows no feature; list those that it is about, as in {example}",))
    others = [each for each in shown if not isinstance(each, Feature)]
    if others:
        return Wrong(tuple(f"{each!r} is no Feature; write the feature itself, as in {example}" for each in others))
    return shown


def widths(count: int) -> list[int]:
    """The columns of so many widgets beside each other, so that every row is full: two or three a row, or one alone."""
    rows = -(-count // 3)
    return [12 // each for row in range(rows) for each in [count // rows + (row < count % rows)] for _ in range(each)]
