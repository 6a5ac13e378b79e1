"""The sketches of tracers' statistics: a DDSketch in protocol buffers, as values and how many there are of each.

Source: sketches-go ddsketch/pb/sketchpb, mapping/logarithmic_mapping.go, which the Agent reads them with.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

import numpy as np

from .points import Floats

# What no logarithm of a number of nanoseconds comes to.
_FARTHEST = 1 << 20
# More than anything has been counted; floats tell whole numbers apart up to here.
_MOST = 1 << 53


class NoSketch(ValueError):
    """Bytes that are no sketch with a logarithmic mapping."""


def samples(raw: bytes) -> tuple[Floats, Floats]:
    """The values in the middle of the bins, and their counts. Raises NoSketch."""
    try:
        return _samples(raw)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise NoSketch(f"no sketch: {error}") from error


def _samples(raw: bytes) -> tuple[Floats, Floats]:
    parts = dict(_fields(raw))
    mapping = dict(_fields(_bytes(parts.get(1, b""))))
    gamma, offset = _double(mapping.get(1)), _double(mapping.get(2))
    if mapping.get(3, 0) != 0 or not 1 < gamma < 2 or not math.isfinite(offset):
        raise ValueError("its mapping is not logarithmic")
    values, counts = [np.zeros(1)], [np.array([_double(parts.get(4))])]
    for number, sign in ((2, 1), (3, -1)):
        indexes, found = _store(_bytes(parts.get(number, b"")))
        # The middle between both ends of the bin in relation to them.
        with np.errstate(over="ignore"):
            values.append(sign * np.exp((indexes - offset) * math.log(gamma)) * 2 * gamma / (1 + gamma))
        counts.append(found)
    every, weights = np.concatenate(values), np.concatenate(counts)
    if not np.isfinite(every).all() or not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("it has bins that are no numbers")
    if weights.sum() > _MOST:
        raise ValueError("it counts more than there can be")
    has = weights > 0
    return every[has], weights[has]


def _store(raw: bytes) -> tuple[Floats, Floats]:
    """The indexes of bins and their counts."""
    indexes, counts = [np.empty(0)], [np.empty(0)]
    first = 0
    contiguous = [np.empty(0)]
    for number, value in _fields(raw):
        if number == 1:
            entry = dict(_fields(_bytes(value)))
            indexes.append(np.array([float(_zigzag(entry.get(1, 0)))]))
            counts.append(np.array([_double(entry.get(2))]))
        elif number == 2:
            contiguous.append(np.frombuffer(_bytes(value), dtype="<f8"))
        elif number == 3:
            first = _zigzag(value)
    run = np.concatenate(contiguous)
    every = np.concatenate([*indexes, first + np.arange(float(len(run)))])
    if np.abs(every).max(initial=0) > _FARTHEST:
        raise ValueError("its bins are too far apart")
    return every, np.concatenate([*counts, run])


def _fields(raw: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message by their numbers: an integer for a varint, else the bytes."""
    at = 0
    while at < len(raw):
        key, at = _varint(raw, at)
        match key & 7:
            case 0:
                value, at = _varint(raw, at)
                yield key >> 3, value
                continue
            case 1:
                length = 8
            case 2:
                length, at = _varint(raw, at)
            case 5:
                length = 4
            case _:
                raise ValueError("a field of a type that there is not")
        if at + length > len(raw):
            raise ValueError("it is cut short")
        yield key >> 3, raw[at : at + length]
        at += length


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 70:
        byte = raw[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ValueError("a number that is too long")


def _zigzag(value: int | bytes) -> int:
    if isinstance(value, bytes):
        raise ValueError("bytes where a number should be")
    return (value >> 1) ^ -(value & 1)


def _double(value: int | bytes | None) -> float:
    if value is None:
        return 0.0
    found: float = struct.unpack("<d", _bytes(value))[0]
    return found


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise ValueError("a number where bytes should be")
    return value
