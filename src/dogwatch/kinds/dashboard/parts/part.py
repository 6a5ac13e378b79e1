"""What every part of a widget is made of."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct

# The value of a field that is not there, which is not null.
ABSENT: Any = UNSET


class Part(Struct, kw_only=True, forbid_unknown_fields=True):
    """An object of which every field is known."""


class Open(Struct, kw_only=True):
    """An object that is checked elsewhere, by what stands in it."""
