from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds.dashboard import widgets
from dogwatch.kinds.dashboard.widgets import TYPES, warnings
from tests.corpus import corpus
from tests.kinds.dashboard.bodies import committed, declared, group, note, recorded, timeseries


def said(*written: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.seen, problem.remedy) for problem in warnings(declared(*written))]


def count(inside: list[dict[str, Any]]) -> int:
    return sum(1 + count(widget["definition"].get("widgets") or []) for widget in inside)


def real() -> Iterator[dict[str, Any]]:
    """Dashboards that integrations ship, recorded ones as they were sent and as they came back, and powerpacks."""
    yield from (body for body in committed().values() if "title" in body)  # one has the form before that, without types
    for row in recorded("create", "update", "read"):
        yield from (row[side] for side in ("request", "response") if row.get(side))
    with gzip.open(corpus("objects/powerpacks.jsonl.gz"), "rt", encoding="utf-8") as lines:
        packs = [json.loads(line)["response"].get("data") or {} for line in lines]
    for pack in (each for data in packs for each in (data if isinstance(data, list) else [data])):
        if "group_widget" in pack.get("attributes", {}):
            yield pack["attributes"]["group_widget"]["definition"]


def test_real_widgets_fit_their_types() -> None:
    bodies = list(real())
    misfits = [problem for body in bodies for problem in warnings(body)]
    total = sum(count(body["widgets"]) for body in bodies)
    print(f"{len(misfits)} misfits in {total} widgets of {len(bodies)} dashboards and powerpacks")
    assert misfits == []
    assert (len(bodies) > 450, total > 3000) == (True, True)


def test_every_type_has_a_module_and_every_module_is_a_type() -> None:
    modules = {file.stem for file in Path(widgets.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules == TYPES


@pytest.mark.parametrize("type", sorted(TYPES))
def test_a_module_checks_its_own_type_and_names_fields_that_it_does_not_know(type: str) -> None:
    definition = {"type": type, "unheard_of": 1, **({"widgets": []} if type == "group" else {})}
    problems = warnings(declared({"definition": definition}))
    assert ("widgets[0].definition.unheard_of", "there is no such field") in [
        (each.path, each.seen) for each in problems
    ]
    assert not any(each.path.endswith(".type") for each in problems)
    (wrong,) = warnings(declared({"definition": {"type": f"{type}_x"}}))
    assert (wrong.path, wrong.remedy) == ("widgets[0].definition.type", f"did you mean {type!r}?")


def test_widgets_inside_groups_and_split_graphs_are_checked_by_their_own_types() -> None:
    split = {"type": "split_group", "source_widget_definition": {"type": "timeseries", "requests": [{}], "titel": "a"}}
    assert [path for path, *_ in said(group("g", note("a"), note(1), {"definition": split}))] == [  # type: ignore[arg-type]
        "widgets[0].definition.widgets[1].definition.content",
        "widgets[0].definition.widgets[2].definition",
        "widgets[0].definition.widgets[2].definition.source_widget_definition.titel",
    ]


def test_the_graph_of_a_split_graph_is_looked_at_where_all_around_it_fits() -> None:
    config = {"split_dimensions": [{"one_graph_per": "host"}], "limit": 5, "sort": {"order": "asc"}}
    split = {"type": "split_group", "size": "md", "split_config": config}
    split["source_widget_definition"] = {"type": "timeseries", "requests": [{}], "titel": "a"}
    assert [path for path, *_ in said({"definition": split})] == [
        "widgets[0].definition.source_widget_definition.titel"
    ]


def test_a_split_graph_of_what_cannot_be_split_is_named() -> None:
    split = {"type": "split_group", "size": "md", "source_widget_definition": {"type": "note"}, "split_config": {}}
    assert said({"definition": split})[0][0] == "widgets[0].definition.source_widget_definition.type"


def test_an_unknown_type_is_a_warning_and_nothing_in_it_is_checked() -> None:
    assert said({"definition": {"type": "quux", "title": 1}}) == [
        (
            "widgets[0].definition.type",
            "'quux' is no type of widget that is known here",
            "nothing checks it; what Datadog has added since is sent as it stands",
        )
    ]


def test_whole_and_broken_numbers_are_both_numbers() -> None:
    formats = [{"comparator": ">", "value": value, "palette": "white_on_red"} for value in (5, 5.0, 0.5)]
    request = {"q": "avg:a{*}", "conditional_formats": formats}
    assert said({"definition": {"type": "query_value", "requests": [request], "precision": 2}}) == []


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
    assert not any(name.startswith((prefix, "msgspec", "dogwatch.kinds.dashboard.parts")) for name in nothing)
    assert {name for name in some if name.startswith(prefix)} == {f"{prefix}group", f"{prefix}note"}
    assert "dogwatch.kinds.dashboard.parts.queries" not in some
