"""A page from an address."""

from __future__ import annotations

from typing import Literal, Required, TypedDict


class Definition(TypedDict, total=False):
    type: Required[Literal["iframe"]]
    url: Required[str]
