from __future__ import annotations

from dogwatch.declare.widgets import event_stream, event_timeline, list_stream, log_stream

from .test_graphs import definition


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
    (traces,) = definition(list_stream("Traces", "trace_stream", "status:error", sort="timestamp"))["requests"]
    assert "indexes" not in traces["query"]
    assert traces["query"]["sort"] == {"column": "timestamp", "order": "desc"}


def test_older_forms_are_there_too() -> None:
    assert definition(event_timeline("Deploys", "source:deploy"))["query"] == "source:deploy"
    shown = definition(log_stream("Logs", "status:error", columns=["host"], message_display="expanded-lg"))
    assert (shown["columns"], shown["message_display"]) == (["host"], "expanded-lg")
