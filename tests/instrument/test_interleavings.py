"""Whatever runs beside or within what: every call is one of the right feature, and so is everything said in it."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.instrument import current_feature, interaction, mark_error, track
from dogwatch.instrument.testing import RecordedMetrics

FEATURES = ("cart", "checkout", "search")


@dataclass(frozen=True)
class Node:
    """A call of a feature that makes others: one after another, in tasks, in threads, or in turns with a generator."""

    feature: str
    how: str
    fails: bool
    inner: tuple[Node, ...]


nodes = st.recursive(
    st.builds(Node, st.sampled_from(FEATURES), st.just("leaf"), st.booleans(), st.just(())),
    lambda inner: st.builds(
        Node,
        st.sampled_from(FEATURES),
        st.sampled_from(["block", "function", "tasks", "threads", "generators"]),
        st.booleans(),
        st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=12,
)


async def run(node: Node) -> None:
    if node.how == "block":
        with track(node.feature):
            await within(node)
    else:
        await track(node.feature)(within)(node)


async def within(node: Node) -> None:
    """The body of a call: says what it is before and after everything that runs inside it."""
    said(node)
    if node.how == "tasks":
        await asyncio.gather(*map(run, node.inner))
    elif node.how == "threads":
        threads = [threading.Thread(target=asyncio.run, args=(run(inner),)) for inner in node.inner]
        for thread in threads:
            thread.start()
        for thread in threads:
            await asyncio.to_thread(thread.join)
    elif node.how == "generators":
        take_turns([track(inner.feature)(steps)(inner) for inner in node.inner])
        for inner in node.inner:
            for deeper in inner.inner:
                await run(deeper)
    else:
        for inner in node.inner:
            await run(inner)
    await asyncio.sleep(0)
    said(node)
    if node.fails:
        mark_error("planned")


def steps(node: Node) -> Iterator[None]:
    said(node)
    yield
    said(node)
    if node.fails:
        mark_error("planned")
    yield


def take_turns(generators: list[Iterator[None]]) -> None:
    while generators:
        generators = [generator for generator in generators if next(generator, generator) is None]


def said(node: Node) -> None:
    assert current_feature() == node.feature
    interaction(node.how)


def calls(node: Node) -> Iterator[tuple[str, str]]:
    yield node.feature, "error" if node.fails else "ok"
    for inner in node.inner:
        yield from calls(inner)


@given(trees=st.lists(nodes, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_call_is_one_of_its_own_feature(recorded_metrics: RecordedMetrics, trees: list[Node]) -> None:
    async def all_at_once() -> None:
        await asyncio.gather(*map(run, trees))

    recorded_metrics.clear()
    asyncio.run(all_at_once())
    expected = Counter(call for tree in trees for call in calls(tree))
    seen = {
        (feature, outcome): recorded_metrics.count("feature.hits", feature=feature, outcome=outcome)
        for feature in FEATURES
        for outcome in ("ok", "error")
    }
    assert {call: number for call, number in seen.items() if number} == expected
    for feature in FEATURES:
        made = expected[feature, "ok"] + expected[feature, "error"]
        assert recorded_metrics.count("feature.interactions", feature=feature) == 2 * made
        assert len(recorded_metrics.values("feature.duration", feature=feature)) == made
