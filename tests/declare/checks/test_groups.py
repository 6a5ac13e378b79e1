from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.checks.catalogs import names, said

_CHECK = """
m = Monitor(
    "m", team=shop, type="service check", environments=["prod"], title="t", what="w",
    query='"a.b".over("env:prod"){by}.last(4).count_by_status()',
    options={options},
)
"""


def found(folder: Path, by: str, **options: object) -> list[str]:
    return names(said(folder, _CHECK.format(by=by, options={"thresholds": {"critical": 3}, **options})))


@pytest.mark.parametrize("by", ['.by("host")', '.by("host","port")', '.by("*")'])
def test_a_service_check_says_what_it_keeps_a_state_of(tmp_path: Path, by: str) -> None:
    assert found(tmp_path, by) == []
    assert found(tmp_path, "") == ["service-check-without-by"]


@pytest.mark.parametrize(("key", "expected"), [("host", []), ("*", []), ("port", ["notify-by-without-group"])])
def test_messages_are_by_what_it_groups_by(tmp_path: Path, key: str, expected: list[str]) -> None:
    assert found(tmp_path, '.by("host")', notify_by=[key]) == expected
