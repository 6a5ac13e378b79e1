"""What is left of the budgets of SLOs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dogwatch.draw import Data, Markup, SloStatus, budget_bar, element, percent, promise

from .feature import Feature


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


def budgets(feature: Feature, data: Data, now: int) -> list[Budget]:
    """Those of a feature, over the first window of each."""
    return [budget for id in sorted(feature.slos) for budget in _of(promise(id, data, now))]


def _of(status: SloStatus) -> Iterator[Budget]:
    for window in status.windows[:1]:
        wanted = "" if window.target is None else f" of {percent(window.target)}"
        sli = "–" if window.sli is None else percent(window.sli)
        yield Budget(status.name, f"{sli}{wanted}", window.left)
