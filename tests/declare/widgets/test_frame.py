from __future__ import annotations

from dogwatch.declare.widgets import Link
from dogwatch.declare.widgets.frame import framed, span


def test_a_frame_says_size_title_time_and_links() -> None:
    links = [Link("Logs", "https://example.com"), Link(override_label="hosts", is_hidden=True)]
    frame = {"width": 5, "height": 4, "title_size": 13, "title_align": "left", "time": "1h", "custom_links": links}
    made = framed("toplist", "Calls", frame, {"requests": []})
    assert (made.columns, made.height) == (5, 4)
    assert made.definition == {
        "type": "toplist",
        "title": "Calls",
        "title_size": "13",
        "title_align": "left",
        "time": {"live_span": "1h"},
        "custom_links": [
            {"label": "Logs", "link": "https://example.com"},
            {"override_label": "hosts", "is_hidden": True},
        ],
        "requests": [],
    }


def test_without_a_frame_there_are_only_title_and_fields() -> None:
    made = framed("toplist", "Calls", {}, {"requests": [], "style": None})
    assert made.definition == {"type": "toplist", "title": "Calls", "requests": []}


def test_a_span_is_one_that_ends_now_or_datadogs_own_form() -> None:
    fixed = {"type": "fixed", "from": 1767225600000, "to": 1767229200000}
    assert (span("1h"), span(fixed), span(None)) == ({"live_span": "1h"}, fixed, None)
