"""What a message knows of an event or a log."""

from __future__ import annotations

import pytest

from dogwatch.judge import Record
from dogwatch.judge.record_variables import record_variables
from dogwatch.message import Context, render

AT = 1_767_603_640  # Mon Jan 05 2026 09:00:40 UTC
EVENT = Record(
    AT,
    "It was <b>bad</b>",
    frozenset({"env:prod", "a.b:c"}),
    {"event_id": "600000000000000007", "host": "web-1", "source": "deploy"},
    "Deployment of web failed",
)
LOG = Record(
    AT,
    "connection refused",
    frozenset({"env:prod", "team:web"}),
    {
        "service": "web",
        "status": "error",
        "source": "python",
        "host": "web-1",
        "trace_id": "77",
        "span_id": "88",
        "http": {"status_code": 503, "took": [0.000125, 2.0]},
        "ratio": 0.000123,
    },
)


@pytest.mark.parametrize(
    ("variable", "shown"),
    [
        ("event.id", "600000000000000007"),
        ("event.title", "Deployment of web failed"),
        ("event.text", "It was &lt;b&gt;bad&lt;/b&gt;"),
        ("{event.text}", "It was <b>bad</b>"),
        ("event.host.name", "web-1"),
        ("event.tags", "a.b:c,env:prod"),
        ("event.tags.env", "prod"),
        ("event.tags.[a.b]", "c"),
        ("event.source", ""),
        ("log.message", ""),
    ],
)
def test_an_event_is_known_by_its_fields(variable: str, shown: str) -> None:
    assert render(f"{{{{{variable}}}}}", Context(more=record_variables("events", EVENT))).text == shown


@pytest.mark.parametrize(
    ("variable", "shown"),
    [
        ("log.message", "connection refused"),
        ("log.service", "web"),
        ("log.status", "error"),
        ("log.source", "python"),
        ("log.host", "web-1"),
        ("log.trace_id", "77"),
        ("log.span_id", "88"),
        ("log.timestamp", "2026-01-05T09:00:40.000Z"),
        ("log.attributes.http.status_code", "503"),
        ("log.attributes.[http.status_code]", "503"),
        ("log.attributes.http.took", "0.000125,2"),
        ("log.attributes.ratio", "0.000123"),
        ("log.attributes.service", ""),
        ("log.tags.team", "web"),
        ("event.title", ""),
    ],
)
def test_a_log_is_known_by_its_attributes(variable: str, shown: str) -> None:
    assert render(f"{{{{{variable}}}}}", Context(more=record_variables("logs", LOG))).text == shown


def test_what_a_record_does_not_say_stands_for_nothing() -> None:
    message = "{{event.id}}{{event.title}}{{event.text}}{{event.host.name}}{{event.tags}}{{event.tags.env}}"
    assert render(message, Context(more=record_variables("events", Record(AT)))).text == ""
    message = "{{log.message}}{{log.service}}{{log.trace_id}}{{log.attributes.a}}{{log.tags}}{{log.tags.env}}"
    assert render(message, Context(more=record_variables("logs", Record(AT)))).text == ""
