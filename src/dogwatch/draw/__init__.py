"""Dashboards as pictures: a widget's body and values become a figure, which is data, and a figure is painted.

`page` makes a page of figures of a dashboard's body, `painted` HTML of it, `picture` SVG that stands alone. The store,
the window and the time at which somebody looks are passed in.
"""

from __future__ import annotations

from .changed import changed
from .data import Body, Data
from .document import document, standalone
from .figures.slo import SloStatus, promise
from .made_up import made_up
from .page import Page, Placed, page, shown
from .paint import painted, stylesheet
from .paint.html import Markup, element, joined
from .paint.manage_status import stated
from .paint.note import markdown
from .paint.slo import budget_bar, percent
from .paint.when import ago, moment_of
from .picture import Picture, beside, picture
from .spans import OFFERED, USUAL, seconds
from .states import NOT_JUDGED, GroupState, Judged, MonitorState, Stretch, severity
from .variables import Choice, choices

__all__ = [
    "NOT_JUDGED",
    "OFFERED",
    "USUAL",
    "Body",
    "Choice",
    "Data",
    "GroupState",
    "Judged",
    "Markup",
    "MonitorState",
    "Page",
    "Picture",
    "Placed",
    "SloStatus",
    "Stretch",
    "ago",
    "beside",
    "budget_bar",
    "changed",
    "choices",
    "document",
    "element",
    "joined",
    "made_up",
    "markdown",
    "moment_of",
    "page",
    "painted",
    "percent",
    "picture",
    "promise",
    "seconds",
    "severity",
    "shown",
    "standalone",
    "stated",
    "stylesheet",
]
