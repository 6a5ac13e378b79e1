"""Figures as HTML and SVG that need no script to be looked at."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .page import painted

__all__ = ["painted", "stylesheet"]


@cache
def stylesheet() -> str:
    """The looks of all that is painted, light and dark."""
    return files(__name__).joinpath("style.css").read_text(encoding="utf-8")
