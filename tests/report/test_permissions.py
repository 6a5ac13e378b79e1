from __future__ import annotations

from dogwatch.kinds import KINDS
from dogwatch.report import permissions_page


def test_every_kind_has_a_row_with_what_reads_and_what_writes_it() -> None:
    rows = [line.split(" | ") for line in permissions_page().splitlines() if line.startswith("| `")]
    kinds = {cells[0].strip("|` "): [cell.strip(" |") for cell in cells[1:]] for cells in rows}
    assert set(KINDS) <= set(kinds)
    assert kinds["monitor"] == ["`monitors_read`", "`monitors_write`", "always", "yes"]
    assert kinds["downtime"] == ["`monitors_downtime`", "the same", "declared", "yes"]
    assert kinds["rum_metric"][-2:] == ["declared", "no"]


def test_what_writes_is_said_beside_what_reads() -> None:
    (plan,) = [line for line in permissions_page().splitlines() if line.startswith("- to plan: ")]
    (apply,) = [line for line in permissions_page().splitlines() if line.startswith("- to apply, besides: ")]
    assert "`monitors_read`" in plan
    assert "`monitors_write`" in apply
    assert "`monitors_downtime`" not in apply
