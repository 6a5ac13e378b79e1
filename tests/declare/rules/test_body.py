from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Dashboard, Events, Monitor, Slo
from dogwatch.declare.rules.body import further_field_mistakes

WORDS: dict[str, Any] = {"title": "t", "what": "w"}


def monitor(body: Any) -> Monitor:
    return Monitor("busy", query="q", body=body, **WORDS)


def slo(body: Any) -> Slo:
    return Slo("paid", target="99%", sli=Events(good="a", total="b"), body=body, **WORDS)


@pytest.mark.parametrize("thing", [monitor({"restricted_roles": []}), slo({"groups": ["a:b"]})])
def test_takes_fields_that_dogwatch_does_not_write(thing: Monitor | Slo) -> None:
    assert list(further_field_mistakes(thing)) == []


@pytest.mark.parametrize("name", ["message", "name", "options", "priority", "query", "tags", "type"])
def test_refuses_what_dogwatch_writes_in_a_monitor(name: str) -> None:
    (mistake,) = further_field_mistakes(monitor({name: ["a:b"]}))
    assert (mistake.subject, mistake.seen) == (
        "monitor busy: body",
        f"it has {name!r}, which dogwatch writes itself",
    )
    assert mistake.remedy == f"write { {'name': 'title'}.get(name, name) }= instead"


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("description", "description"),
        ("name", "title"),
        ("query", "sli"),
        ("sli_specification", "sli"),
        ("tags", "tags"),
        ("thresholds", "target"),
        ("type", "sli"),
    ],
)
def test_refuses_what_dogwatch_writes_in_an_slo(name: str, argument: str) -> None:
    (mistake,) = further_field_mistakes(slo({name: "x"}))
    assert (mistake.subject, mistake.remedy) == ("slo paid: body", f"write {argument}= instead")


def test_refuses_each_field_at_the_line_of_the_body() -> None:
    made = Monitor(
        "busy",
        query="q",
        body={"tags": [], "name": "x"},
        **WORDS,
    )
    assert [mistake.place.line - made.place.line for mistake in further_field_mistakes(made)] == [3, 3]


def test_the_body_of_a_dashboard_is_a_whole_one() -> None:
    assert list(further_field_mistakes(Dashboard("page", body={"description": "d", "tags": []}))) == []


@pytest.mark.parametrize("body", ["x", None, 5])
def test_a_body_is_a_mapping(body: Any) -> None:
    for thing in (monitor(body), slo(body)):
        (mistake,) = further_field_mistakes(thing)
        assert mistake.seen == f"{body!r} is no mapping"
