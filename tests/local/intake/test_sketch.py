"""Sketches in the messages of Datadog's own library, with keys as those of Go and Rust count them."""

from __future__ import annotations

import math
from collections import Counter
from contextlib import suppress

import numpy as np
import pytest
from ddsketch.pb.ddsketch_pb2 import DDSketch, IndexMapping, Store
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.local.intake.sketch import NoSketch, samples

# Of the sketches that ddtrace sends.
GAMMA, OFFSET = 1.015625, 1338.5


def key(value: float) -> int:
    return math.floor(math.log(value) / math.log(GAMMA) + OFFSET)


def sketch(*values: float, sparse: bool = False, **mapping: float) -> DDSketch:
    """A sketch of positive and negative values, and zeros."""

    def store(some: list[float]) -> Store:
        counts = Counter(map(key, some))
        if sparse or not counts:
            return Store(binCounts=counts)
        run = range(min(counts), max(counts) + 1)
        return Store(contiguousBinCounts=[counts[each] for each in run], contiguousBinIndexOffset=run.start)

    return DDSketch(
        mapping=IndexMapping(**{"gamma": GAMMA, "indexOffset": OFFSET, **mapping}),
        positiveValues=store([value for value in values if value > 0]),
        negativeValues=store([-value for value in values if value < 0]),
        zeroCount=values.count(0),
    )


@pytest.mark.parametrize("sparse", [False, True])
def test_reads_values_to_within_less_than_a_percent(sparse: bool):
    values = [0.0, 0.0, -3.0, 1.0, 999936, 1e9, 1e9, 7e9]
    found, counts = samples(sketch(*values, sparse=sparse).SerializeToString())
    order = np.argsort(found)
    assert np.repeat(found[order], counts[order].astype(int)) == pytest.approx(sorted(values), rel=0.0078)


def test_reads_the_sketch_of_a_real_tracer():
    """As ddtrace 4.16 sent it of one span of 9,999,872 ns."""
    sent = "0a12 090000000000 40f03f 110000000000ea9440 120d 1208000000000000f03f 189425 1a00"
    found, counts = samples(bytes.fromhex(sent))
    assert counts.tolist() == [1]
    assert found == pytest.approx([9_999_872], rel=0.0078)


def test_a_sketch_without_values_has_none():
    assert len(samples(sketch().SerializeToString())[0]) == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x0f",
        b"\xff" * 20,
        sketch(1.0, interpolation=3).SerializeToString(),
        sketch(1.0, gamma=0.5).SerializeToString(),
        sketch(1.0, indexOffset=math.nan).SerializeToString(),
        sketch(1.0).SerializeToString()[:-3],
        DDSketch(mapping=IndexMapping(gamma=GAMMA), positiveValues=Store(binCounts={2**31 - 1: 1})).SerializeToString(),
        DDSketch(mapping=IndexMapping(gamma=GAMMA), positiveValues=Store(binCounts={1: -1})).SerializeToString(),
        DDSketch(mapping=IndexMapping(gamma=GAMMA), positiveValues=Store(binCounts={1: math.inf})).SerializeToString(),
        DDSketch(mapping=IndexMapping(gamma=GAMMA), positiveValues=Store(binCounts={1: 1e300})).SerializeToString(),
        DDSketch(mapping=IndexMapping(gamma=1.99), positiveValues=Store(binCounts={9000: 1})).SerializeToString(),
    ],
)
def test_refuses_what_is_no_sketch(raw: bytes):
    with pytest.raises(NoSketch):
        samples(raw)


@given(st.binary(max_size=20), st.integers(0, 80), st.integers(0, 20))
def test_no_bytes_break_the_reader(wrong: bytes, at: int, length: int):
    raw = sketch(1.0, 5.0, -2.0, 0.0).SerializeToString()
    with suppress(NoSketch):
        values, counts = samples(raw[:at] + wrong + raw[at + length :])
        assert np.isfinite(values).all()
        assert (counts > 0).all()
