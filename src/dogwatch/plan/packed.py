"""Found objects as bytes until somebody looks at them: unpacked, those of a large organisation fill the memory."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from typing import overload

from dogwatch.kinds import Body

# What JSON can say, written twice as fast as JSON and read back as it was; no other process ever sees it.
pack = marshal.dumps


class Packed(Sequence[Body]):
    """Objects that were packed, by their ids; each look unpacks anew, so whoever looks twice keeps what he saw."""

    __slots__ = ("_packed", "ids")

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self.ids = tuple(packed)
        self._packed = tuple(packed.values())

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, place: int) -> Body: ...
    @overload
    def __getitem__(self, place: slice) -> Packed: ...
    def __getitem__(self, place: int | slice) -> Body | Packed:
        if isinstance(place, slice):
            return Packed(dict(zip(self.ids[place], self._packed[place], strict=True)))
        body: Body = marshal.loads(self._packed[place])
        return body

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Packed({list(self)!r})"
