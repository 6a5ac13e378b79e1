"""Dashboards as pictures: a widget's body and values become a figure, which is data, and a figure is painted.

`page` makes a page of figures of a dashboard's body, `painted` HTML of it. The store, the window and the time at which
somebody looks are passed in.
"""

from __future__ import annotations

from .data import Data
from .page import Page, Placed, page
from .paint import painted, stylesheet
from .spans import OFFERED, USUAL, seconds

__all__ = ["OFFERED", "USUAL", "Data", "Page", "Placed", "page", "painted", "seconds", "stylesheet"]
