"""Objects that nothing may delete: the word travels on the object, since there is no state file to keep it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.kind import Kind, ListedKind
from dogwatch.kinds.texts import texts_in
from dogwatch.names import PROTECTED_TAG


def is_protected(kind: Kind, body: Mapping[str, Any]) -> bool:
    """Whether an object, found or declared, is protected: by its tag, or by the word behind the mark in a text."""
    if not isinstance(kind, ListedKind):
        return False
    lines = {re.escape(mark.line(is_protected=True)) for mark in kind.marks.marks_of(body)}
    return any(
        text == PROTECTED_TAG or any(re.search(rf"{line}(?![^\s\]])", text) for line in lines)
        for text in texts_in(body)
    )
