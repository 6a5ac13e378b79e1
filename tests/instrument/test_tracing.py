"""Features on spans, in a service under ddtrace-run that sends to Datadog's test agent."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.instrument.trace_agent import Span, TraceAgent, clean_environment, run_traced, running_agent

SERVICE = """
import asyncio
from ddtrace.trace import tracer
from dogwatch.instrument import mark_error, track

def case(function):
    try:
        asyncio.run(function()) if asyncio.iscoroutinefunction(function) else function()
    except LookupError:
        pass

@case
def an_open_span():
    with tracer.trace("an_open_span"):
        with track("checkout"):
            with tracer.trace("an_open_span.child"):
                pass
        with track("cart"), tracer.trace("an_open_span.cart"):
            pass
    with tracer.trace("an_open_span.after"):
        pass

@case
def nested():
    @track("payment")
    def pay():
        pass
    with tracer.trace("nested"), track("checkout"):
        pay()
        with tracer.trace("nested.payment"):
            pay()

@case
def failing():
    with tracer.trace("failing"):
        try:
            with track("checkout"):
                raise KeyError("cart")
        except KeyError:
            pass

@case
def a_function():
    @track("a-function", span=True)
    def pay():
        with tracer.trace("a_function.child"):
            pass
    with tracer.trace("a_function"):
        pay()

@case
def around_others():
    with track("around-others", span=True):
        with track("cart"), track("cart", span=True):
            pass
        with tracer.trace("around_others.child"):
            pass

@case
def raising():
    @track("raising", span=True)
    def pay():
        raise KeyError("cart")
    pay()

@case
def expected():
    @track("expected", span=True, expected=KeyError)
    def pay():
        raise KeyError("cart")
    pay()

@case
def marked():
    with track("marked", span=True):
        mark_error("declined")

@case
async def a_coroutine():
    @track("a-coroutine", span=True)
    async def pay(name):
        await asyncio.sleep(0)
        with tracer.trace(name):
            await asyncio.sleep(0)
    await asyncio.gather(pay("a_coroutine.1"), pay("a_coroutine.2"))

@case
def a_generator():
    @track("a-generator", span=True)
    def rows():
        with tracer.trace("a_generator.row"):
            pass
        yield 1
        yield 2
    with tracer.trace("a_generator"):
        for row in rows():
            with tracer.trace("a_generator.reader"):
                pass

@case
async def an_async_generator():
    @track("an-async-generator", span=True)
    async def rows():
        await asyncio.sleep(0)
        with tracer.trace("an_async_generator.row"):
            await asyncio.sleep(0)
        yield 1
    with tracer.trace("an_async_generator"):
        async for row in rows():
            with tracer.trace("an_async_generator.reader"):
                pass
"""

FORKING = """
import os
from ddtrace.trace import tracer
from dogwatch.instrument import track

with track("forked", span=True):
    child = os.fork()
    with track("forked-parent" if child else "forked-child", span=True):
        pass
    if not child:
        tracer.flush()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TraceAgent]:
    with running_agent(tmp_path_factory.mktemp("agent")) as agent:
        for program in (SERVICE, FORKING):
            run_traced(program, agent, DD_SERVICE="shop-api", DD_ENV="test")
        yield agent


def span(agent: TraceAgent, name: str) -> Span:
    """The one span of this name, or of this feature."""
    (found,) = (one for one in agent.spans() if one["name"] == name or one["resource"] == name)
    return found


def feature(agent: TraceAgent, name: str) -> str | None:
    value: str | None = span(agent, name)["meta"].get("feature")
    return value


def test_the_checks_of_the_agent_pass(agent: TraceAgent) -> None:
    assert agent.failures() == "200: OK"
    assert agent.passed() > 0


def test_a_feature_is_on_the_span_that_is_open_and_on_those_that_begin_inside(agent: TraceAgent) -> None:
    assert feature(agent, "an_open_span") == feature(agent, "an_open_span.child") == "checkout"
    assert feature(agent, "an_open_span.after") is None


def test_a_span_keeps_its_first_feature(agent: TraceAgent) -> None:
    assert feature(agent, "an_open_span.cart") == "cart"
    assert feature(agent, "nested") == "checkout"


def test_a_feature_inside_a_span_of_another_has_that_span(agent: TraceAgent) -> None:
    assert feature(agent, "nested.payment") == "payment"


def test_a_failure_is_on_the_span_of_others_as_the_features_alone(agent: TraceAgent) -> None:
    failed = span(agent, "failing")
    assert (failed["error"], failed["meta"]["feature.outcome"]) == (0, "error")
    assert failed["meta"]["feature.error_type"] == "KeyError"


def test_a_feature_may_have_a_span_of_its_own(agent: TraceAgent) -> None:
    own = span(agent, "a-function")
    assert (own["name"], own["service"], own["error"]) == ("feature.call", "shop-api", 0)
    assert own["parent_id"] == span(agent, "a_function")["span_id"]
    assert span(agent, "a_function.child")["parent_id"] == own["span_id"]


def test_a_span_of_its_own_keeps_its_feature_whatever_is_tracked_inside(agent: TraceAgent) -> None:
    assert feature(agent, "around-others") == feature(agent, "around_others.child") == "around-others"
    (inner,) = (one for one in agent.spans() if (one["name"], one["resource"]) == ("feature.call", "cart"))
    assert inner["parent_id"] == span(agent, "around-others")["span_id"]


def test_what_is_raised_is_on_the_span(agent: TraceAgent) -> None:
    raised = span(agent, "raising")
    assert (raised["error"], raised["meta"]["error.message"]) == (1, "'cart'")
    assert "KeyError" in raised["meta"]["error.stack"]
    assert span(agent, "expected")["error"] == 0


def test_a_mark_is_on_the_span(agent: TraceAgent) -> None:
    marked = span(agent, "marked")
    assert (marked["error"], marked["meta"]["error.type"]) == (1, "declined")


def test_each_coroutine_has_its_span(agent: TraceAgent) -> None:
    parents = {span(agent, f"a_coroutine.{number}")["parent_id"] for number in (1, 2)}
    assert parents == {one["span_id"] for one in agent.spans() if one["resource"] == "a-coroutine"}
    assert len(parents) == 2


@pytest.mark.parametrize("kind", ["a_generator", "an_async_generator"])
def test_the_reader_of_a_generator_is_outside_of_its_span(agent: TraceAgent, kind: str) -> None:
    own = span(agent, kind.replace("_", "-"))
    around = span(agent, kind)["span_id"]
    assert (own["parent_id"], span(agent, f"{kind}.row")["parent_id"]) == (around, own["span_id"])
    readers = [one for one in agent.spans() if one["name"] == f"{kind}.reader"]
    assert {one["parent_id"] for one in readers} == {around}


def test_calls_on_both_sides_of_a_fork_have_their_spans(agent: TraceAgent) -> None:
    around = span(agent, "forked")["span_id"]
    assert [span(agent, f"forked-{side}")["parent_id"] for side in ("parent", "child")] == [around, around]


ALONE = """
import json, logging, sys
logging.basicConfig(stream=sys.stdout, format="%(message)s")
{before}
from dogwatch.instrument import track
@track("checkout", span=True)
def pay():
    return 7
print(json.dumps([pay(), pay(), "ddtrace" in sys.modules and sys.modules["ddtrace"] is not None]))
"""


def alone(before: str) -> list[str]:
    """What a service prints that runs without ddtrace-run."""
    ended = subprocess.run(
        [sys.executable, "-c", ALONE.format(before=before)],
        env=clean_environment(DD_TRACE_ENABLED="false"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return ended.stdout.splitlines()


def test_without_ddtrace_nothing_is_missing_but_spans() -> None:
    said, result = alone('sys.modules["ddtrace"] = None')
    assert said.startswith("features have no spans; install ddtrace 3.0 or newer: ")
    assert json.loads(result) == [7, 7, False]


def test_without_span_processors_a_service_is_told_once() -> None:
    said, result = alone('import ddtrace.trace; sys.modules["ddtrace._trace.processor"] = None')
    assert said.startswith("this release of ddtrace has no span processors")
    assert json.loads(result) == [7, 7, True]


BROKEN = """
import asyncio, json, logging, sys
from ddtrace.trace import Span, tracer
from dogwatch.instrument import mark_error, track
logging.basicConfig(stream=sys.stdout, format="%(message)s", level="WARNING")
logging.getLogger("ddtrace").setLevel("CRITICAL")

@track("function", span=True)
def function():
    mark_error("declined")
    return 7

@track("raising", span=True)
def raising():
    raise KeyError("cart")

@track("coroutine", span=True)
async def coroutine():
    await asyncio.sleep(0)
    return 7

@track("generator", span=True)
def generator():
    yield 7

@track("async-generator", span=True)
async def async_generator():
    yield 7

@track("tagging")
def tagging():
    return raised()

async def asynchronous():
    return [await coroutine(), *[made async for made in async_generator()]]

def raised():
    try:
        raising()
    except KeyError:
        return 7

def block():
    with track("block", span=True):
        return 7

def broken(*args, **kwargs):
    raise RuntimeError("broken")

class Broken:
    active = activate = broken

class Stuck:
    active = tracer.context_provider.active
    activate = broken

around = tracer.trace("web.request")
{breaking}
print(json.dumps([function(), raised(), *asyncio.run(asynchronous()), *generator(), tagging(), block()]))
"""


@pytest.mark.parametrize(
    "breaking",
    [
        "tracer.start_span = broken",
        "Span.finish = broken",
        "Span.set_exc_info = broken",
        "Span.get_tag = broken",
        "tracer.context_provider = Broken()",
        "tracer.context_provider = Stuck()",
        "Span.set_tag = broken",
    ],
)
def test_a_tracer_that_fails_is_logged_and_the_service_goes_on(breaking: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", BROKEN.format(breaking=breaking)],
        env=clean_environment(DD_TRACE_AGENT_URL="http://127.0.0.1:1", DD_INSTRUMENTATION_TELEMETRY_ENABLED="false"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    *said, results = ended.stdout.splitlines()
    assert json.loads(results) == [7] * 7
    assert said
    assert all(line.startswith("spans lack their feature: RuntimeError('broken')") for line in said)
