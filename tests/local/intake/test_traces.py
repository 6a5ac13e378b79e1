"""Payloads of tracers; those that a real one sends are compared in tests/local/agent/test_traced.py."""

from __future__ import annotations

import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.local.intake.traces import VERSIONS, Payload, Span, Undecodable, decoded

from .spans import ENCODED, span, v05

TRACES = [
    [span(), span(span_id=3, parent_id=2, trace_id=2**64 - 1, metrics={"x": 2.5}, type="")],
    [span(service="Füße")],
]


@pytest.mark.parametrize("version", VERSIONS)
def test_decodes_every_version_to_the_same_spans(version: str):
    assert decoded(version, ENCODED[version](TRACES)).traces == TRACES


def test_a_payload_of_07_says_what_holds_for_all_spans():
    assert decoded("v0.7", ENCODED["v0.7"]([]))[1:] == ("dev", "7", "box")


def test_decodes_json_of_04():
    assert decoded("v0.4", json.dumps(msgspec.to_builtins(TRACES)).encode(), is_json=True) == Payload(TRACES)


def test_what_a_span_lacks_and_what_is_not_counted_with_does_not_matter():
    sent = {"name": "a", "service": None, "meta": None, "span_links": [{"x": [1]}], "meta_struct": {"a": b"\x80"}}
    assert decoded("v0.4", msgspec.msgpack.encode([[sent]])).traces == [[Span(name="a")]]


@pytest.mark.parametrize(
    ("version", "body"),
    [
        ("v0.4", b""),
        ("v0.4", b"\x90\x90"),
        ("v0.4", msgspec.msgpack.encode({"traces": []})),
        ("v0.4", msgspec.msgpack.encode([[{"start": "now"}]])),
        ("v0.4", msgspec.msgpack.encode([[{"meta": {"a": 1}}]])),
        ("v0.4", b"\x91\x91\x81\xa4name\xa1\xff"),  # no UTF-8
        ("v0.4", b"\xdd\xff\xff\xff\xff"),  # an array of four milliards
        ("v0.4", b"\x91\x91\x81\xa1x" + b"\x91" * 100_000),  # a tower
        ("v0.5", msgspec.msgpack.encode([[""], [[[9, 0, 0, 1, 1, 0, 1, 1, 0, {}, {}, 0]]]])),
        ("v0.5", msgspec.msgpack.encode([[""], [[[-1, 0, 0, 1, 1, 0, 1, 1, 0, {}, {}, 0]]]])),
        ("v0.5", msgspec.msgpack.encode([[""], [[[0, 0, 0, 1, 1, 0, 1, 1, 0, {0: 7}, {}, 0]]]])),
        ("v0.5", msgspec.msgpack.encode([[""], [[[0, 0]]]])),
        ("v0.7", msgspec.msgpack.encode([])),
    ],
)
def test_refuses_what_is_not_of_its_version(version: str, body: bytes):
    with pytest.raises(Undecodable, match=f"no traces of {version}"):
        decoded(version, body)


@given(st.sampled_from(sorted(VERSIONS)), st.binary(max_size=40), st.integers(0, 200), st.integers(0, 40))
def test_no_bytes_break_the_reader(version: str, wrong: bytes, at: int, length: int):
    body = ENCODED[version](TRACES)
    with suppress(Undecodable):
        decoded(version, body[:at] + wrong + body[at + length :])


def test_texts_of_05_stand_once():
    assert v05(TRACES).count(b"web.request") == 1
