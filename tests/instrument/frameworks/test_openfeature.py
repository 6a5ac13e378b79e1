"""Flags of the real OpenFeature SDK, with its provider in memory: on metrics here, on spans under ddtrace-run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openfeature import api
from openfeature.evaluation_context import EvaluationContext
from openfeature.flag_evaluation import FlagResolutionDetails
from openfeature.provider.in_memory_provider import InMemoryFlag, InMemoryProvider

from dogwatch.instrument import configure, track
from dogwatch.instrument.frameworks.openfeature import FlagHook
from dogwatch.instrument.testing import RecordedMetrics
from tests.instrument.trace_agent import run_traced, running_agent

NEW, COLOUR = "feature_flags.new-checkout", "feature_flags.colour"


def by_person(flag: InMemoryFlag[str], context: EvaluationContext) -> FlagResolutionDetails[str]:
    return FlagResolutionDetails(value="#f00", variant="red" if context.targeting_key == "ann" else "blue")


FLAGS = {
    "new-checkout": InMemoryFlag("on", {"on": True, "off": False}),
    "colour": InMemoryFlag("blue", {"red": "#f00", "blue": "#00f"}, context_evaluator=by_person),
    "broken": InMemoryFlag("gone", {"on": True}),
}


@pytest.fixture(autouse=True)
def _flags() -> Iterator[None]:
    api.set_provider(InMemoryProvider(FLAGS))
    api.add_hooks([FlagHook()])
    configure(allow_tags=[NEW, COLOUR])
    yield
    api.clear_hooks()
    api.clear_providers()


def test_a_call_has_the_variants_that_it_saw(recorded_metrics: RecordedMetrics) -> None:
    flags = api.get_client()
    for person in ("ann", "bob"):
        with track("checkout"):
            assert flags.get_boolean_value("new-checkout", False) is True
            flags.get_string_value("colour", "", EvaluationContext(person))
    assert recorded_metrics.tags("feature.hits") == {
        ("feature:checkout", "outcome:ok", f"{COLOUR}:{colour}", f"{NEW}:on", "fast:true") for colour in ("red", "blue")
    }
    assert len(recorded_metrics.values("feature.duration", **{NEW: "on"})) == 2


def test_only_flags_that_are_allowed_are_on_metrics_and_nobody_hears_of_others(
    recorded_metrics: RecordedMetrics, caplog: pytest.LogCaptureFixture
) -> None:
    configure(allow_tags=[COLOUR])
    with track("search"):
        api.get_client().get_boolean_value("new-checkout", False)
    assert recorded_metrics.tags("feature.hits") == {("feature:search", "outcome:ok")}
    assert caplog.records == []


@pytest.mark.parametrize(("flag", "default", "seen"), [("broken", True, "true"), ("no-such-flag", False, "false")])
def test_a_flag_that_cannot_be_evaluated_is_what_the_code_went_on_with(
    recorded_metrics: RecordedMetrics, flag: str, default: bool, seen: str
) -> None:
    configure(allow_tags=[f"feature_flags.{flag}"])
    with track("search"):
        assert api.get_client().get_boolean_value(flag, default) is default
    assert recorded_metrics.tags("feature.hits") == {("feature:search", "outcome:ok", f"feature_flags.{flag}:{seen}")}


def test_a_value_without_a_variant_may_be_anything(recorded_metrics: RecordedMetrics) -> None:
    configure(allow_tags=["feature_flags.no-such-flag"])
    with track("search"):
        assert api.get_client().get_string_value("no-such-flag", "for ann alone") == "for ann alone"
    assert recorded_metrics.tags("feature.hits") == {("feature:search", "outcome:ok")}


def test_outside_of_any_call_nothing_happens(recorded_metrics: RecordedMetrics) -> None:
    assert api.get_client().get_boolean_value("new-checkout", False) is True
    assert recorded_metrics.tags("feature.hits") == set()


SERVICE = """
from ddtrace.trace import tracer
from dogwatch.instrument import track
from dogwatch.instrument.frameworks.openfeature import FlagHook
from openfeature import api
from openfeature.provider.in_memory_provider import InMemoryFlag, InMemoryProvider

api.set_provider(InMemoryProvider({"new-checkout": InMemoryFlag("on", {"on": True, "off": False})}))
api.add_hooks([FlagHook()])
flags = api.get_client()
with tracer.trace("request"), track("checkout"):
    with tracer.trace("inner"):
        assert flags.get_boolean_value("new-checkout", False)
with tracer.trace("other"):
    pass
flags.get_boolean_value("new-checkout", False)
"""


def test_the_trace_has_the_flags_that_its_code_saw(tmp_path: Path) -> None:
    with running_agent(tmp_path) as agent:
        assert run_traced(SERVICE, agent, DD_SERVICE="shop-api") == ""
        seen = {span["name"]: span["meta"].get("feature_flags.new-checkout") for span in agent.spans()}
        assert (agent.failures(), agent.passed() > 0) == ("200: OK", True)
    assert seen == {"request": "on", "inner": None, "other": None}


def test_where_it_is_off_flags_work_and_are_told_to_nobody(tmp_path: Path) -> None:
    with running_agent(tmp_path) as agent:
        assert run_traced(SERVICE, agent, DOGWATCH_ENABLED="false") == ""
        spans = agent.spans()
    assert {span["name"] for span in spans} == {"request", "inner", "other"}
    assert not [span for span in spans if "feature_flags" in str(span["meta"])]
