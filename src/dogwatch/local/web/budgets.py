"""What is left of the budgets of SLOs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dogwatch.draw import Data, Markup, SloStatus, budget_bar, element, percent, promise


@dataclass(frozen=True)
class Budget:
    """An SLO by its name, with how well it is `kept` of its target, and which share of the budget is `left`, in per
    cent; None where nothing was measured.
    """

    name: str
    kept: str
    left: float | None

    @property
    def bar(self) -> Markup:
        """The share as a length, and in words."""
        return budget_bar(self.left) if self.left is not None else element("span", "no data", class_="faint")


def promised(found: Iterable[Budget]) -> Markup | None:
    """What is promised, a row each; None where there is nothing."""
    rows = [
        element("tr", element("th", each.name, scope="row"), element("td", each.kept, each.bar), class_="promise")
        for each in found
    ]
    return element("table", *rows) if rows else None


def budgets(ids: Iterable[str], data: Data, now: int) -> list[Budget]:
    """Those of SLOs by their ids, over the first window of each, that of which least is left first; none of one that is
    not there.
    """
    found = [_of(promise(id, data, now)) for id in ids if data.slo(id) is not None]
    return sorted(found, key=lambda each: (each.left is None, each.left or 0.0, each.name))


def _of(status: SloStatus) -> Budget:
    """What is not measured says why in the place of numbers."""
    window = next(iter(status.windows), None)
    if window is None:
        return Budget(status.name, " ".join(status.remarks), None)
    wanted = "" if window.target is None else f" of {percent(window.target)}"
    sli = "–" if window.sli is None else percent(window.sli)
    return Budget(status.name, f"{sli}{wanted} over {window.name}", window.left)
