"""A page from an address."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import Part


class Definition(Part):
    type: Literal["iframe"]
    url: str
