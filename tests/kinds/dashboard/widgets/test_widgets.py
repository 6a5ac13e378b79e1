from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds.dashboard import widgets
from dogwatch.kinds.dashboard.widgets import TYPES, warnings
from tests.kinds.dashboard.bodies import committed, declared, group, note, recorded, timeseries


def said(*written: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.seen, problem.remedy) for problem in warnings(declared(*written))]


def count(inside: list[dict[str, Any]]) -> int:
    return sum(1 + count(widget["definition"].get("widgets") or []) for widget in inside)


def test_real_widgets_fit_their_types() -> None:
    shipped = [body for body in committed().values() if "title" in body]
    bodies = [*shipped, *(row["response"] for row in recorded("create", "update", "read"))]
    misfits = [problem for body in bodies for problem in warnings(body)]
    total = sum(count(body["widgets"]) for body in bodies)
    print(f"{total - len(misfits)} of {total} real widgets fit their type")
    # A query value with two requests (twice) and a conditional format without a comparator: drawn, but not described.
    assert len(misfits) == 3
    assert total > 2500


def test_every_type_has_a_module_and_every_module_is_a_type() -> None:
    modules = {file.stem for file in Path(widgets.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules == TYPES


@pytest.mark.parametrize("type", sorted(TYPES))
def test_a_module_checks_its_own_type_and_takes_unknown_fields(type: str) -> None:
    definition = import_module(f"dogwatch.kinds.dashboard.widgets.{type}").Definition
    assert definition.__annotations__["type"] is not None
    (problem,) = warnings(declared({"definition": {"type": type, "unheard_of": 1, **wrong_of(type)}}))
    assert problem.path.startswith("widgets[0].definition")


def wrong_of(type: str) -> dict[str, Any]:
    """A field with a value of the wrong type; a group must have widgets all the same."""
    return {"widgets": [], "show_title": "yes"} if type == "group" else {}


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({"title": 1}, ("widgets[0].definition.title", "it is int", "write str")),
        ({"show_legend": 1}, ("widgets[0].definition.show_legend", "it is int", "write bool")),
        ({"markers": [{}]}, ("widgets[0].definition.markers[0]", "object missing required field value")),
        ({"legend_layout": "round"}, ("widgets[0].definition.legend_layout", "invalid enum value 'round'")),
        ({"requests": [{"q": True}]}, ("widgets[0].definition.requests[0].q", "it is bool", "write str")),
    ],
)
def test_a_misfit_is_named_with_its_place(fields: dict[str, Any], warning: tuple[str, ...]) -> None:
    widget = timeseries("a")
    widget["definition"] |= fields
    assert [entry[: len(warning)] for entry in said(widget)] == [warning]


def test_widgets_inside_groups_are_checked_by_their_own_types() -> None:
    assert [path for path, *_ in said(group("g", note("a"), note(1)))] == [  # type: ignore[arg-type]
        "widgets[0].definition.widgets[1].definition.content"
    ]


def test_unknown_types_and_unknown_fields_pass() -> None:
    assert said({"definition": {"type": "unheard_of", "title": 1}}, timeseries("a", unheard_of=1)) == []


def test_the_body_is_not_touched() -> None:
    body = declared(timeseries("a", precision=5.0))
    before = repr(body)
    warnings(body)
    assert repr(body) == before


def loaded_by(code: str) -> set[str]:
    program = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(ended.stdout))


def test_a_type_is_loaded_when_a_body_has_it_and_not_before() -> None:
    prefix = "dogwatch.kinds.dashboard.widgets."
    nothing = loaded_by("from dogwatch.kinds.dashboard import DASHBOARD; import dogwatch.kinds.dashboard.widgets")
    body = repr(declared(group("g", note("a")), {"definition": {"type": "unheard_of"}}))
    some = loaded_by(f"from dogwatch.kinds.dashboard.widgets import warnings; warnings({body})")
    assert not any(name.startswith((prefix, "msgspec", "dogwatch.kinds.dashboard.requests")) for name in nothing)
    assert {name for name in some if name.startswith(prefix)} == {f"{prefix}group", f"{prefix}note"}
