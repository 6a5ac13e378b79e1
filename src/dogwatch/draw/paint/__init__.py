"""Figures as HTML and SVG that need no script to be looked at."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .page import painted

__all__ = ["painted", "shapes", "stylesheet"]


@cache
def stylesheet() -> str:
    """The looks of all that is painted, light and dark."""
    return shapes() + files(__name__).joinpath("style.css").read_text(encoding="utf-8")


@cache
def shapes() -> str:
    """The looks of what is drawn within graphs alone, in colours that `stylesheet` defines."""
    return files(__name__).joinpath("shapes.css").read_text(encoding="utf-8")
