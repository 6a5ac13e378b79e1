"""What is known of a notice beside what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from .records import Record


class Known(NamedTuple):
    """The variables that a message may show, by their first step (`Context.more`), and logs to be shown beside it."""

    variables: Mapping[str, Any] = {}
    samples: tuple[Record, ...] = ()


NOTHING: Final = Known()
