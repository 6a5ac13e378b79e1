"""The word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# Words are compared letter by letter, which takes long for what is no word at all.
_LONGEST = 100


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the one written, if any is like it at all; one of the same letters comes first."""
    if len(word) > _LONGEST:
        return None
    candidates = list(known)
    close = get_close_matches(word, candidates, n=max(1, len(candidates)), cutoff=0.6)
    swapped = [candidate for candidate in close if sorted(candidate) == sorted(word)]
    return next(iter([*swapped, *close]), None)
