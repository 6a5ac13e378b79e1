"""What the functions make, held against the types of widgets, which come from Datadog's own client."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from dogwatch.declare import widgets
from dogwatch.declare.bodies.layout import arranged
from dogwatch.kinds.dashboard.widgets import TYPES, warnings

from .example_sources import SOURCES
from .examples import examples

FUNCTIONS = [name for name in widgets.__all__ if hasattr(getattr(widgets, name), "__wrapped__")]
# Their own types are the older form of a list of a stream, and lines over time.
_OF_ANOTHER_TYPE = {"event_stream": "list_stream", "slo_graph": "timeseries"}


@pytest.fixture(scope="module")
def made() -> Mapping[str, widgets.Widget]:
    return examples()


def test_every_type_has_a_function_of_its_name_and_every_function_an_example(
    made: Mapping[str, widgets.Widget],
) -> None:
    assert made.keys() == set(FUNCTIONS)
    assert made.keys() - {"slo_graph"} == TYPES


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_widget_fits_its_type_with_all_that_it_takes(name: str, made: Mapping[str, widgets.Widget]) -> None:
    widget = made[name]
    assert widget.wrong == ()
    (body,) = arranged([widget])
    assert body["definition"]["type"] == _OF_ANOTHER_TYPE.get(name, name)
    assert warnings({"widgets": [body]}) == []
    assert json.loads(json.dumps(body)) == body


def test_queries_of_every_source_are_told_apart() -> None:
    sources = {query.written("a")["data_source"] for query in SOURCES.values()}
    assert sources == {
        "apm_dependency_stats",
        "apm_metrics",
        "apm_resource_stats",
        "cloud_cost",
        "container",
        "logs",
        "process",
        "product_analytics_extended",
        "rum",
        "slo",
        "spans",
    }


def test_functions_that_nobody_uses_are_not_loaded() -> None:
    """Nor are types that check widgets, before there is a body."""
    code = "import sys; from dogwatch import Dashboard, widgets; widgets.timeseries; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.split())
    assert "dogwatch.declare.widgets.graphs" in loaded
    assert not loaded & {
        f"dogwatch.declare.widgets.{name}" for name in ("apps", "maps", "people", "services", "sources")
    }
    assert not any(
        name.startswith(("dogwatch.kinds.dashboard.parts", "msgspec", "dogwatch.official")) for name in loaded
    )


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'timesiries'"):
        widgets.timesiries  # type: ignore[attr-defined] # noqa: B018
    assert dir(widgets) == widgets.__all__


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nothing_is_null(name: str, made: Mapping[str, widgets.Widget]) -> None:
    assert "null" not in json.dumps(_plain(made[name].definition)).replace('"null"', "")


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value))
