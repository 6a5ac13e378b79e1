"""A promise: how well it is kept, and what is left of its budget."""

from __future__ import annotations

from typing import Final

from dogwatch.draw.figures.slo import SloStatus, Window
from dogwatch.draw.units import digits

from .chart import remarks
from .html import Markup, element, joined

_SAID: Final = {"ok": "OK", "warning": "Warning", "breached": "Breached", "no_data": "No data"}
_CLASSES: Final = {"ok": "ok", "warning": "warning", "breached": "error", "no_data": "none"}


def paint(figure: SloStatus) -> Markup:
    state = element("span", _SAID[figure.state], class_=f"state {_CLASSES[figure.state]}")
    windows = [_window(window, shows_budget=figure.shows_budget) for window in figure.windows]
    # The title of the widget says the same as a rule; without one, people need the name.
    name = element("p", state, "" if figure.heading.title else f" {figure.name}", class_="name")
    return joined(
        element("div", name, element("div", *windows, class_="windows"), class_="slo"), remarks(figure.remarks)
    )


def _window(window: Window, *, shows_budget: bool) -> Markup:
    wanted = "no target" if window.target is None else f"target {digits(window.target, _decimals(window.target))} %"
    if window.sli is None:
        sli = element("p", "–", class_="sli none")
    else:
        kept = window.target is None or window.sli >= window.target
        sli = element("p", percent(window.sli), class_=f"sli {'ok' if kept else 'error'}")
    return element(
        "div",
        sli,
        element("p", f"{window.name.replace('_', ' ')}, {wanted}"),
        budget_bar(window.left) if shows_budget and window.left is not None else None,
        element("p", f"{window.good:,.0f} of {window.total:,.0f} {window.counted} good", class_="counted")
        if window.good is not None and window.total is not None
        else None,
        class_="window",
    )


def budget_bar(left: float) -> Markup:
    """The share of a budget that is left, in per cent, as a length and in words."""
    colour = "ok" if left > 25 else "warning" if left > 0 else "error"
    length = element("rect", width=f"{min(max(left, 0), 100):.1f}", height="1", class_=f"bar {colour}")
    bar = element("svg", length, viewBox="0 0 100 1", preserveAspectRatio="none", class_="budget", aria_hidden="true")
    said = f"{digits(left)} % of the budget left" if left >= 0 else f"budget overspent by {digits(-left)} %"
    return joined(bar, element("p", said, class_=f"left {colour}"))


def percent(value: float) -> str:
    """A share in per cent, never rounded up to 100."""
    text = f"{value:.3f}"
    return f"{'99.999' if text == '100.000' and value < 100 else text.rstrip('0').rstrip('.')} %"


def _decimals(value: float) -> int | None:
    return None if value < 99 else max(0, len(f"{value:.6f}".rstrip("0").split(".")[1]))
