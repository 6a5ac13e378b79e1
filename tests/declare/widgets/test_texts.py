from __future__ import annotations

from dogwatch.declare.widgets import event_stream, group, list_stream, note

from .test_graphs import definition


def test_a_note_is_as_high_as_its_lines() -> None:
    assert note("one").height == 1
    assert note("\n".join("12345")).height == 2
    assert note("one", height=3).height == 3
    assert definition(note("**bold**"))["content"] == "**bold**"


def test_events_are_a_list_of_a_stream() -> None:
    (request,) = definition(event_stream("Deploys", "source:deploy"))["requests"]
    assert request["query"] == {"data_source": "event_stream", "query_string": "source:deploy", "event_size": "s"}
    assert request["response_format"] == "event_list"


def test_logs_have_columns_and_indexes() -> None:
    (request,) = definition(list_stream("Logs", "logs_stream", "status:error", columns=["host"], indexes=["main"]))[
        "requests"
    ]
    assert request["columns"] == [{"field": "host", "width": "auto"}]
    assert request["query"]["indexes"] == ["main"]
    (traces,) = definition(list_stream("Traces", "trace_stream", "status:error"))["requests"]
    assert "indexes" not in traces["query"]


def test_a_group_holds_widgets_under_a_title() -> None:
    made = group("Errors", [note("a"), {"type": "image", "url": "x"}], background="vivid_blue")
    assert made.inside is not None
    assert [inside.definition["type"] for inside in made.inside] == ["note", "image"]
    assert (made.definition["title"], made.definition["background_color"], made.columns) == ("Errors", "vivid_blue", 12)
