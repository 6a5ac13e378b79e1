from __future__ import annotations

import pytest

from dogwatch import Events, Slices
from dogwatch.declare.wrong import Wrong
from dogwatch.values import Duration


def test_slices_last_five_minutes_unless_told_otherwise() -> None:
    assert Slices(query="q", comparator="<", threshold=1).slice == Duration(300.0)
    assert Slices(query="q", comparator="<", threshold=1, slice="1m").slice == Duration(60.0)
    wrong = Slices(query="q", comparator="<", threshold=1, slice="soon")
    assert isinstance(wrong.slice, Wrong)


def test_good_and_total_are_told_apart_by_name() -> None:
    with pytest.raises(TypeError, match="positional"):
        Events("a", "b")  # type: ignore[misc]
