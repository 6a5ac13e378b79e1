"""HTML and SVG made of elements; every text in them is escaped."""

from __future__ import annotations

from functools import cache
from html import escape

# Elements of HTML that hold nothing and have no end (HTML, 13.1.2).
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Markup(str):
    """A text that is markup already."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | float | None) -> Markup:
    """`element("p", "a < b", class_="x")`: children that are no markup are escaped, and so are attributes.

    An attribute's name may end with `_`, and `_` within it stands for `-`; those that are None are left out.
    """
    said = "".join([f' {_name(key)}="{escape(str(value))}"' for key, value in attributes.items() if value is not None])
    return Markup(f"<{name}{said}>" if name in _VOID else f"<{name}{said}>{joined(*children)}</{name}>")


def joined(*children: str | None) -> Markup:
    return Markup("".join([child if isinstance(child, Markup) else escape(child) for child in children if child]))


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
