"""A promise: how well it is kept, and what is left of its budget."""

from __future__ import annotations

from typing import Final

from dogwatch.draw.figures.slo import SloStatus, Window
from dogwatch.draw.units import digits

from .chart import remarks
from .html import Markup, element, joined

# What a state is called, and the class of its colour.
STATES: Final = {
    "ok": ("OK", "ok"),
    "warning": ("Warning", "warning"),
    "breached": ("Breached", "error"),
    "no_data": ("No data", "none"),
}


def paint(figure: SloStatus) -> Markup:
    said, class_ = STATES[figure.state]
    state = element("span", said, class_=f"state {class_}")
    windows = [_window(window, shows_budget=figure.shows_budget) for window in figure.windows]
    # The title of the widget says the same as a rule; without one, people need the name.
    name = element("p", state, "" if figure.heading.title else f" {figure.name}", class_="name")
    return joined(
        element("div", name, element("div", *windows, class_="windows"), class_="slo"), remarks(figure.remarks)
    )


def _window(window: Window, *, shows_budget: bool) -> Markup:
    if window.sli is None:
        sli = element("p", "–", class_="sli none")
    else:
        sli = element("p", percent(window.sli), class_=f"sli {'ok' if is_kept(window) else 'error'}")
    return element(
        "div",
        sli,
        element("p", wanted(window)),
        budget_bar(window.left) if shows_budget and window.left is not None else None,
        element("p", f"{window.good:,.0f} of {window.total:,.0f} {window.counted} good", class_="counted")
        if window.good is not None and window.total is not None
        else None,
        class_="window",
    )


def is_kept(window: Window) -> bool:
    """Whether what was measured is no less than what was promised."""
    return window.target is None or window.sli is None or window.sli >= window.target


def kept_of(window: Window) -> str:
    """What was measured over which time, and what is promised."""
    return f"{'–' if window.sli is None else percent(window.sli)} over {wanted(window)}"


def wanted(window: Window) -> str:
    """What is promised, and over which time."""
    target = "no target" if window.target is None else f"target {digits(window.target, _decimals(window.target))} %"
    return f"{window.name.replace('_', ' ')}, {target}"


def budget_bar(left: float) -> Markup:
    """The share of a budget that is left, in per cent, as a length and in words."""
    said, colour = left_of(left)
    length = element("rect", width=f"{min(max(left, 0), 100):.1f}", height="1", class_=f"bar {colour}")
    bar = element("svg", length, viewBox="0 0 100 1", preserveAspectRatio="none", class_="budget", aria_hidden="true")
    return joined(bar, element("p", said, class_=f"left {colour}"))


def left_of(left: float) -> tuple[str, str]:
    """The share of a budget that is left in words, and the class of its colour."""
    said = f"{digits(left)} % of the budget left" if left >= 0 else f"budget overspent by {digits(-left)} %"
    return said, "ok" if left > 25 else "warning" if left > 0 else "error"


def percent(value: float) -> str:
    """A share in per cent, never rounded up to 100."""
    text = f"{value:.3f}"
    return f"{'99.999' if text == '100.000' and value < 100 else text.rstrip('0').rstrip('.')} %"


def _decimals(value: float) -> int | None:
    return None if value < 99 else max(0, len(f"{value:.6f}".rstrip("0").split(".")[1]))
