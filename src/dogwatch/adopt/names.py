"""Names of what gets declared: parts of keys, variables and modules, made of titles and always plain letters."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

from dogwatch import query
from dogwatch.message import read

# Longer ones nobody reads; what a title ends with tells less than what it begins with.
_LONGEST = 60

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")

# What a module may import, and what is bound to something else everywhere.
_TAKEN = frozenset({"widgets", "catalog", *query.__all__})


def name_of(title: str, otherwise: str) -> str:
    """A name that can be part of a key, such as `checkout-errors-are-high`, made of a title; else of `otherwise`."""
    plain = unicodedata.normalize("NFKD", read(title).words).encode("ascii", "ignore").decode().lower()
    words = _NOT_IN_A_NAME.sub("-", plain).strip("-")
    while words and not words[0].isalpha():
        words = words[1:].lstrip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return words or otherwise


def variable_of(name: str) -> str:
    """The variable for a name."""
    variable = _NOT_IN_A_NAME.sub("_", name)
    return f"{variable}_" if len(variable) == 1 or not _is_free(variable) else variable


class Names:
    """Names of which each is given once: what was wanted, or with a number behind it."""

    def __init__(self, taken: Iterable[str], joint: str) -> None:
        self._taken = set(taken)
        self._joint = joint
        self._last: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """A name that nobody has yet."""
        name, number = wanted, self._last.get(wanted, 1)
        while name in self._taken:
            number += 1
            name = f"{wanted}{self._joint}{number}"
        self._taken.add(name)
        self._last[wanted] = number
        return name


def _is_free(variable: str) -> bool:
    return not (
        keyword.iskeyword(variable)
        or keyword.issoftkeyword(variable)
        or hasattr(builtins, variable)
        or variable in _TAKEN
    )
