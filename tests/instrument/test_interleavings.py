"""Whatever runs beside or within what: every call is one of the right feature, and so is everything said in it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.instrument.client import process_client
from dogwatch.instrument.testing import RecordedMetrics
from tests.instrument.trace_agent import clean_environment
from tests.instrument.trees import ENDS, FEATURES, HOWS, Node, Trees

Span = dict[str, Any]


def node(inner: tuple[Node, ...]) -> st.SearchStrategy[Node]:
    return st.builds(
        Node,
        number=st.just(0),
        feature=st.sampled_from(FEATURES),
        how=st.sampled_from(HOWS),
        end=st.sampled_from(ENDS),
        span=st.booleans(),
        together=st.booleans(),
        inner=st.just(inner),
    )


def numbered(tree: Node, numbers: Iterator[int]) -> Node:
    return replace(tree, number=next(numbers), inner=tuple(numbered(inner, numbers) for inner in tree.inner))


trees = st.recursive(node(()), lambda inner: st.lists(inner, max_size=4).map(tuple).flatmap(node), max_leaves=12).map(
    lambda tree: numbered(tree, count())
)
unhurried = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def tags_allowed() -> Iterator[None]:
    before = process_client().settings
    process_client().configure(before._replace(allow_tags=frozenset({"said"})))
    yield
    process_client().configure(before)


@pytest.mark.usefixtures("tags_allowed")
@given(tree=trees)
@unhurried
def test_every_call_is_one_of_its_own_feature(recorded_metrics: RecordedMetrics, tree: Node) -> None:
    running = Trees()
    recorded_metrics.clear()
    asyncio.run(running.run(tree))

    made = Counter((one.feature, one.error) for one in tree.all())
    seen = {
        (feature, error): recorded_metrics.count("feature.hits", feature=feature, said=feature, **typed(error))
        for feature in FEATURES
        for error in ("", "planned", "cancellederror")
    }
    assert {of: number for of, number in seen.items() if number} == made
    assert recorded_metrics.count("feature.hits") == made.total()
    for feature, times in Counter(running.said).items():
        assert recorded_metrics.count("feature.interactions", feature=feature) == times
        durations = recorded_metrics.values("feature.duration", feature=feature, said=feature)
        assert len(durations) == sum(number for (of, _), number in made.items() if of == feature)


def typed(error: str) -> dict[str, str]:
    return {"outcome": "error", "error_type": error} if error else {"outcome": "ok"}


@pytest.fixture(scope="module")
def traced() -> Iterator[Callable[[Node], list[Span]]]:
    """What runs a tree in a process that traces; its spans."""
    command = [sys.executable, "-m", "tests.instrument.traced_trees"]
    environ = clean_environment(DD_TRACE_AGENT_URL="http://127.0.0.1:1", DD_INSTRUMENTATION_TELEMETRY_ENABLED="false")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None

        def run(tree: Node) -> list[Span]:
            print(json.dumps(asdict(tree)), file=running.stdin, flush=True)
            answer: list[Span] | str = json.loads(running.stdout.readline())
            assert not isinstance(answer, str), answer
            return answer

        yield run
        running.stdin.close()


@given(tree=trees)
@unhurried
def test_every_span_has_the_feature_of_the_call_it_begins_in(traced: Callable[[Node], list[Span]], tree: Node) -> None:
    spans = traced(tree)
    nodes = {one.number: one for one in tree.all()}
    inside = [(nodes[int(span["name"].split()[1])], span) for span in spans if span["name"].startswith("inside")]
    around = [(nodes[int(span["name"].split()[1])], span) for span in spans if span["name"].startswith("around")]
    own = {span["id"]: span for span in spans if span["name"] == "feature.call"}

    assert len(inside) >= len(nodes)
    assert [(one, span) for one, span in inside if span["feature"] != one.feature] == []
    # The first call in a span that began without a feature of its own; a plain thread does not know the span.
    assert [(one, span) for one, span in around if span["feature"] != one.feature and one.how != "thread"] == []
    assert [span for span in own.values() if span["feature"] != span["resource"]] == []
    assert Counter((span["resource"], span["error"].lower().rpartition(".")[2]) for span in own.values()) == Counter(
        (one.feature, one.error) for one in nodes.values() if one.span
    )
    # All that a call with a span does is in this one, which no other call has.
    parents = {(one.number, span["parent"]) for one, span in inside if one.span}
    assert sorted(number for number, _ in parents) == sorted(one.number for one in nodes.values() if one.span)
    assert {parent for _, parent in parents} == own.keys()
