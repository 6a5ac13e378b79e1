from __future__ import annotations

from typing import Any

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing import times


@pytest.mark.parametrize(
    ("factor", "sentence"),
    [
        (-1, "times=-1 cannot be; write a number from 0 on"),
        ("20/s", "times='20/s' is a rate; write a number"),
        (None, "times=None is no amount; write a number or a shape of it"),
    ],
)
def test_a_factor_that_is_none_is_refused_where_it_is_written(factor: Any, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        times(factor)
