"""What pages load besides themselves: looks and scripts, each at an address that changes with its text.

So a browser keeps them for good and never shows a page with the script of another version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dogwatch.draw import stylesheet

FOLDER: Final = "/assets/"
_CSS, _JS = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
# uPlot draws the graphs; its package brings it as files, and the package itself is never imported.
_PLOT: Final = "uplot-python"


@dataclass(frozen=True)
class Asset:
    """A file by its name, with what it is."""

    name: str
    content_type: str
    text: str

    @property
    def path(self) -> str:
        digest = hashlib.sha256(self.text.encode()).hexdigest()[:12]
        stem, _, suffix = self.name.rpartition(".")
        return f"{FOLDER}{stem}.{digest}.{suffix}"


@cache
def assets() -> Mapping[str, Asset]:
    """All of them by their addresses."""
    return MappingProxyType({each.path: each for each in (*styles(), *scripts())})


@cache
def styles() -> tuple[Asset, ...]:
    """In the order in which a page loads them."""
    return (Asset("uplot.css", _CSS, _plotter("uPlot.min.css")), Asset("dogwatch.css", _CSS, stylesheet()))


@cache
def scripts() -> tuple[Asset, ...]:
    """In the order in which a page loads them."""
    own = [
        Asset(name, _JS, files(__package__).joinpath(name).read_text("utf-8"))
        for name in ("plots.js", "live.js", "completing.js")
    ]
    return (Asset("uplot.js", _JS, _plotter("uPlot.iife.js")), *own)


def _plotter(name: str) -> str:
    return Path(str(distribution(_PLOT).locate_file(f"uplot/static/{name}"))).read_text("utf-8")
