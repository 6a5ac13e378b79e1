"""The looks of a picture: those of graphs in pages, in colours that are written out.

A picture is light wherever it is shown: what shows it need not know variables, nor whether somebody likes it dark.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dogwatch.draw.paint import shapes, stylesheet

_DEFINED = re.compile(r"--([\w-]+): *(#[0-9a-f]+)")
_USED = re.compile(r"var\(--([\w-]+)\)")


@cache
def style() -> str:
    """The style sheet of a picture."""
    own = files(__name__.rpartition(".")[0]).joinpath("picture.css").read_text(encoding="utf-8")
    return _USED.sub(lambda used: colours()[used[1]], shapes() + own)


@cache
def colours() -> dict[str, str]:
    """The light colours by their names; the dark ones come behind them in the style sheet."""
    found: dict[str, str] = {}
    for name, colour in _DEFINED.findall(stylesheet()):
        found.setdefault(name, colour)
    return found
