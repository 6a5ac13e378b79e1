"""Lines of DogStatsD by the Agent's rules; what is quoted from its own tests says so."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.local.intake.datagram import Check, Event, Fields, Malformed, check, event, fields, metric_name, numbers

NONE: frozenset[str] = frozenset()


def test_reads_a_type_a_rate_tags_and_a_time_in_any_order():
    tags = frozenset({"env:prod", "beta", "host:box"})
    assert fields(b"c|@0.25|#env:prod,beta|T1657100540", "box") == Fields("c", 4.0, tags, 1657100540)
    assert fields(b"c|T1657100540|#env:prod,beta|@0.25", "box") == Fields("c", 4.0, tags, 1657100540)


@pytest.mark.parametrize("type", ["c", "g", "ms", "h", "s", "d"])
def test_reads_every_type(type: str):
    assert fields(type.encode(), "") == Fields(type, 1.0, NONE, None)


@pytest.mark.parametrize(
    "others",
    [
        b"c:ci-1234",  # 1.2
        b"c:in-5678",  # 1.4
        b"c:ci-1234,in-5678",
        b"e:it-false,cn-web,pu-810fe89d-da47-410b-8979-9154a40f8183",  # 1.5
        b"card:low",  # 1.6
        b"m:test",  # unknown ones are passed over
        b"",
        b"#",
        b"#dd.internal.entity_id:none,dd.internal.card:low",
    ],
)
def test_passes_over_where_a_line_comes_from_and_what_it_does_not_know(others: bytes):
    assert fields(b"g|" + others, "") == Fields("g", 1.0, NONE, None)


def test_the_last_field_of_a_kind_counts():
    assert fields(b"c|@0.5|#a|@0.1|#b", "") == Fields("c", 10.0, frozenset({"b"}), None)


def test_tags_are_stored_as_datadog_stores_them():
    assert fields(b"g|#Env:Prod,,0day:x,a b,a_b,trailing:", "").tags == {"env:prod", "day:x", "a_b", "trailing"}


def test_a_host_in_the_tags_replaces_the_agents():
    assert fields(b"g|#host:other,a", "box").tags == {"host:other", "a"}
    assert fields(b"g|#host:,a", "box").tags == {"host", "host:box", "a"}


@pytest.mark.parametrize(
    "raw",
    [b"", b"unknown", b"g|@abc", b"c|@0", b"c|@-1", b"c|@nan", b"c|@1e-300", b"g|T0", b"g|T-5", b"g|Tsoon", b"d|T9"],
)
def test_rejects_a_wrong_type_rate_or_time(raw: bytes):
    with pytest.raises(Malformed):
        fields(raw, "")


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        (b"666", [666]),
        (b"666:777", [666, 777]),
        (b"21::22", [21, 22]),
        (b":1:", [1]),
        (b"-1.5:+2:.5:3.", [-1.5, 2, 0.5, 3]),
        (b"1500e-9:2E3", [1.5e-6, 2000]),
        (b"1:nan:2:-Inf:infinity", [1, 2]),
        (b"NaN", []),
    ],
)
def test_reads_packed_values(raw: bytes, values: list[float]):
    assert numbers(raw) == values


@pytest.mark.parametrize(
    "raw", [b"", b":", b"abc", b"1:x", b"1_0", b" 1", b"1 ", b"0x10", b"1e999", b"e5", b"--1", b"1:2e"]
)
def test_rejects_values_that_are_no_numbers_to_the_agent(raw: bytes):
    with pytest.raises(Malformed):
        numbers(raw)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_reads_what_python_writes(values: list[float]):
    assert numbers(":".join(map(repr, values)).encode()) == values


def test_finite_values_whose_sum_is_not_are_read():
    assert numbers(b"1e308:1e308") == [1e308, 1e308]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"page.views", "page.views"),
        (b"a-b c", "a_b_c"),
        (b"9.lives", "lives"),
        ("intitulé".encode(), "intitul_"),
        (b"x" * 300, "x" * 200),
    ],
)
def test_names_are_stored_as_datadog_stores_them(raw: bytes, name: str):
    assert metric_name(raw) == name


@pytest.mark.parametrize("raw", [b"", b"123", b"..."])
def test_a_name_has_a_letter(raw: bytes):
    with pytest.raises(Malformed):
        metric_name(raw)


def test_reads_an_event():
    line = b"_e{5,11}:title|some\\nwords|d:21|h:box2|k:aggr|p:low|s:jenkins|t:warning|#Env:prod,b"
    assert event(line, "box") == Event(
        "title", "some\nwords", 21, "box2", "aggr", "low", "jenkins", "warning", frozenset({"env:prod", "b"})
    )


def test_lengths_of_an_event_are_bytes():
    title, text = "Füße", "naïve | text"
    line = f"_e{{{len(title.encode())},{len(text.encode())}}}:{title}|{text}|t:error".encode()
    assert event(line, "box")[:4] == (title, text, None, "box")
    assert event(line, "box").alert == "error"


def test_a_field_of_an_event_that_cannot_be_read_is_passed_over():
    found = event(b"_e{1,1}:a|b|d:abc|p:urgent|t:warning|t:fatal|x:y|k:1|k:2", "")
    assert (found.at, found.priority, found.alert, found.key) == (None, "normal", "warning", "2")


@pytest.mark.parametrize(
    "line",
    [
        b"_e{0,0}:|",  # quoted from the Agent's tests, as are the next four
        b"_e{,4}:title|text",
        b"_e{5,}:title|text",
        b"_e{5,4}title|text",
        b"_e{5,100}:title|text",
        b"_e{-1,4}:title|text",
        b"_e{5;4}:title|text",
        b"_e{99999999999999999999,1}:a|b",
        b"_e{",
    ],
)
def test_rejects_an_event_with_a_wrong_beginning(line: bytes):
    with pytest.raises(Malformed):
        event(line, "")


def test_reads_a_service_check():
    line = b"_sc|agent.up|2|d:21|h:box2|#env:prod|m:it is\\ndown m\\: 3"
    assert check(line, "box") == Check("agent.up", 2, 21, "box2", "it is\ndown m: 3", frozenset({"env:prod"}))
    assert check(b"_sc|agent.up|0|m:old|m:new", "box") == Check("agent.up", 0, None, "box", "new", NONE)


@pytest.mark.parametrize("line", [b"_sc", b"_sc|", b"_sc|agent.up", b"_sc||0", b"_sc|agent.up|4", b"_sc|agent.up|OK"])
def test_rejects_a_service_check_without_name_or_status(line: bytes):
    with pytest.raises(Malformed):
        check(line, "")


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes):
    """Whatever comes is read or rejected; what is read is what the store takes."""
    with suppress(Malformed):
        assert fields(raw, "box").weight > 0
    with suppress(Malformed):
        assert event(b"_e{" + raw, "").title
    with suppress(Malformed):
        assert check(b"_sc|" + raw, "").name
    with suppress(Malformed):
        assert all(map(math.isfinite, numbers(raw)))
