from __future__ import annotations

from typing import Any

import pytest

from dogwatch.report.difference import difference


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (0.5, 0.4, ["-0.5", "+0.4"]),
        (None, "text", ["-null", "+text"]),
        ("", True, ['-""', "+true"]),
        (["a", "b"], ["b", "c"], ["-a", "+c"]),
        (["a", 1], [1, "a"], ['-["a", 1]', '+[1, "a"]']),
        ("same\nold", "same\nnew", [" same", "-old", "+new"]),
        (None, "x" * 101, ["+" + "x" * 101]),
    ],
)
def test_shows_what_goes_and_what_comes(before: Any, after: Any, lines: list[str]) -> None:
    assert [sign + line for sign, line in difference(before, after)] == lines
