"""Values of searches with wildcards and escapes: `web*`, `hello?world`, `a\\:b` (docs: logs/explorer/search_syntax)."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\\(?P<escaped>.)|(?P<any>\*)|(?P<one>\?)|(?P<plain>[^\\*?]+|\\)", re.DOTALL)


def wildcards(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern for `fullmatch`: `*` is any letters, `?` one of them."""
    pieces = []
    for piece in _PIECE.finditer(text):
        if piece["any"]:
            pieces.append(".*")
        elif piece["one"]:
            pieces.append(".")
        else:
            pieces.append(re.escape(piece["escaped"] or piece["plain"]))
    return re.compile("".join(pieces), re.DOTALL | flags)
