"""A box in the place of a widget that is not drawn: it names the type, and says why."""

from __future__ import annotations

from dataclasses import dataclass

from .heading import Heading


@dataclass(frozen=True)
class Box:
    heading: Heading
    reasons: tuple[str, ...]
