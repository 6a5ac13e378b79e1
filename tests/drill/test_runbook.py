from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.drill.runbook import read_runbook, row_of
from dogwatch.errors import UsageError

TABLE = """# A runbook

| monitor | says | look first at |
|---|---|---|
| `errors`, `availability-*` | it fails | [the logs](logs.md) by type |
| `memory` | it grows | restart it |
"""


def test_says_what_to_look_at_first_for_each_monitor(tmp_path: Path) -> None:
    (tmp_path / "cart.md").write_text(TABLE)
    rows = read_runbook(tmp_path / "cart.md")
    assert [row.look for row in rows] == ["the logs by type", "restart it"]
    assert row_of(rows, "availability-burn-6h") == rows[0]
    assert row_of(rows, "memory") == rows[1]
    assert row_of(rows, "latency-p95") is None


def test_a_runbook_that_says_nothing_of_monitors_is_named(tmp_path: Path) -> None:
    (tmp_path / "cart.md").write_text("# Look around.\n")
    with pytest.raises(UsageError, match=r"cart\.md: .* it has no table of monitors"):
        read_runbook(tmp_path / "cart.md")
    with pytest.raises(UsageError, match=r"none\.md: .* it cannot be read"):
        read_runbook(tmp_path / "none.md")
