from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.kinds.dashboard import compare
from dogwatch.kinds.dashboard.fields import SERVER_OWNED
from dogwatch.names import Mark

from .bodies import MARK, Body, committed, copied, declared, found, group, note, numbered, recorded, timeseries

WIDGETS = [timeseries("a"), note("hello"), group("g", timeseries("b"), note("inside"))]


def differing(wanted: Body, seen: Body) -> dict[str, tuple[Any, Any]]:
    return {change.path: (change.before, change.after) for change in compare.differences(wanted, seen)}


def stored(body: Body) -> Body:
    """What Datadog would hold after a PUT of the body, which replaces everything."""
    owned = {"id": "abc-def-ghi", "created_at": "2026-11-01T10:00:00+00:00", "author_handle": "somebody"}
    return numbered({**copied(body), **owned}, first=900_000)


# Everything Datadog was recorded to answer after a create or an update, against what it had been sent: no exceptions.
@pytest.mark.parametrize("op", ["create", "update"])
def test_what_datadog_answers_is_no_different_from_what_it_was_sent(op: str) -> None:
    rows = recorded(op)
    changes = {row["source"]: differing(row["request"], row["response"]) for row in rows}
    unequal = {source: changed for source, changed in changes.items() if changed}
    print(f"{op}: {len(rows) - len(unequal)} of {len(rows)} recorded answers show no difference")
    assert unequal == {}
    assert len(rows) > 10


def test_what_datadog_stored_would_not_be_written_again() -> None:
    for row in recorded("create", "update"):
        merged = compare.merged(row["request"], row["response"])
        assert differing(row["request"], stored(merged)) == {}
        assert not merged.keys() & SERVER_OWNED


def test_a_dashboard_as_declared_has_no_difference() -> None:
    assert differing(declared(*WIDGETS), found(*WIDGETS)) == {}


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"title": "other"}, {"title": ("other", "checkout")}),
        ({"reflow_type": "auto"}, {"reflow_type": ("auto", None)}),
        ({"default_timeframe": {"type": "live"}}, {"default_timeframe": ({"type": "live"}, None)}),
        ({"tags": ["team:other"]}, {"tags": (["team:other"], ["team:payments"])}),
        ({"layout_type": "free"}, {"layout_type": ("free", "ordered")}),
        ({"template_variables": [{"name": "x"}]}, {"template_variables": ([{"name": "x"}], [])}),
    ],
)
def test_a_change_by_hand_is_exactly_that_field(fields: Body, shown: dict[str, tuple[Any, Any]]) -> None:
    assert differing(declared(*WIDGETS), found(*WIDGETS, **fields)) == shown


@pytest.mark.parametrize("name", sorted(SERVER_OWNED))
def test_what_datadog_owns_is_neither_compared_nor_sent(name: str) -> None:
    wanted = declared(**{name: "something"})
    assert differing(wanted, found()) == {}
    assert name not in compare.merged(wanted, found())


def test_the_order_of_people_and_roles_says_nothing() -> None:
    people = declared(notify_list=["a@example.com", "z@example.com"])
    assert differing(people, found(notify_list=["z@example.com", "a@example.com"])) == {}
    assert list(differing(people, found(notify_list=["z@example.com"]))) == ["notify_list"]


def test_what_nobody_declared_is_carried_along() -> None:
    seen = found(*WIDGETS, restricted_roles=["role"], is_read_only=True, unheard_of=1)
    merged = compare.merged(declared(*WIDGETS), seen)
    assert differing(declared(*WIDGETS), seen) == {}
    assert merged["notify_list"] == ["z@example.com", "a@example.com"]
    assert (merged["restricted_roles"], merged["is_read_only"], merged["unheard_of"]) == (["role"], True, 1)
    assert compare.merged(declared(restricted_roles=[]), seen)["restricted_roles"] == []


def test_read_only_is_compared_only_where_it_is_shown() -> None:
    assert differing(declared(is_read_only=False), found()) == {}
    assert differing(declared(is_read_only=False), found(is_read_only=True)) == {"is_read_only": (True, False)}


def test_a_known_field_that_was_removed_is_not_carried() -> None:
    seen = found(reflow_type="auto", template_variables=[{"name": "x"}], tabs=[{"name": "t", "widget_ids": []}])
    merged = compare.merged(declared(), seen)
    assert not merged.keys() & {"reflow_type", "template_variables", "tabs"}


def test_a_null_flow_is_never_sent() -> None:
    assert "reflow_type" not in compare.merged(declared(reflow_type=None), found())


def test_marks_are_lines_of_the_description() -> None:
    mark = Mark("prod", "shop/checkout/page")
    assert compare.marks_of(found()) == [mark]
    assert compare.marks_of(found(description=f"text\n {MARK} \nsomebody wrote below")) == [mark]
    assert compare.marks_of(found(description=f"see {MARK}")) == []
    assert compare.marks_of(found(description=None)) == []


def test_the_head_in_a_list_is_enough_to_look_alike() -> None:
    head = {"id": "abc", "title": "checkout ", "layout_type": "ordered", "description": None}
    assert compare.looks_like(head, declared())
    assert not compare.looks_like({**head, "title": "other"}, declared())
    assert not compare.looks_like({**head, "layout_type": "free"}, declared())


def test_a_layout_type_cannot_change() -> None:
    assert compare.can_become(found(), declared())
    assert not compare.can_become(found(), declared(layout_type="free"))


def test_the_older_one_was_created_before() -> None:
    older, newer = {"created_at": "2026-11-01T10:00:00+00:00"}, {"created_at": "2026-11-01T10:00:00.500000+00:00"}
    assert compare.is_older(older, newer)
    assert not compare.is_older(newer, older)


EDITS = st.sampled_from(["drop", "double", "move", "retitle", "restyle", "relay", "add", "regroup"])


def edited(widgets: list[Body], edits: list[str], seed: int) -> list[Body]:
    """The widgets after somebody worked on them."""
    choose = random.Random(seed)
    widgets = copied(widgets)
    for edit in edits:
        place = choose.randrange(len(widgets) + 1)
        widget = widgets[place] if place < len(widgets) else None
        match edit:
            case "add":
                widgets.insert(place, timeseries(f"new {choose.random()}"))
            case "drop" if widget:
                widgets.pop(place)
            case "double" if widget:
                widgets.insert(place, copied(widget))
            case "move" if widget:
                widgets.insert(choose.randrange(len(widgets)), widgets.pop(place))
            case "retitle" if widget:
                widget["definition"]["title"] = f"{choose.random()}"
            case "restyle" if widget:
                widget["definition"]["title_size"] = "13"
            case "relay" if widget:
                widget["layout"] = {"x": choose.randrange(12), "y": 0, "width": 4, "height": 2}
            case "regroup" if widget:
                widgets[place] = group("regrouped", widget) if widget["definition"]["type"] != "group" else widget
    return widgets


@given(st.lists(EDITS, max_size=12), st.integers(0, 2**32))
def test_after_an_update_nothing_differs_and_no_id_is_null_or_doubled(edits: list[str], seed: int) -> None:
    seen = found(*WIDGETS, *WIDGETS)
    wanted = declared(*edited([*WIDGETS, *WIDGETS], edits, seed))
    merged = compare.merged(wanted, seen)
    ids = [widget["id"] for widget in merged["widgets"] if "id" in widget]
    assert differing(wanted, stored(merged)) == {}
    assert None not in ids
    assert len(set(ids)) == len(ids)
    assert bool(differing(wanted, seen)) == (
        compare.merged(wanted, seen)["widgets"] != compare.merged(declared(*WIDGETS, *WIDGETS), seen)["widgets"]
    )


@given(st.randoms(use_true_random=False))
def test_ids_survive_any_order(choose: random.Random) -> None:
    widgets = [timeseries(f"t{number}", f"avg:m{number}{{*}}") for number in range(8)]
    seen = found(*widgets)
    ids = {widget["definition"]["title"]: widget["id"] for widget in seen["widgets"]}
    choose.shuffle(widgets)
    merged = compare.merged(declared(*widgets), seen)
    assert {widget["definition"]["title"]: widget["id"] for widget in merged["widgets"]} == ids


def test_ids_of_real_dashboards_survive_an_edit_of_every_widget() -> None:
    kept = widgets = 0
    for body in committed().values():
        if "title" not in body:
            continue
        seen = numbered(copied(body))
        wanted = copied(body)
        for widget in wanted["widgets"]:
            widget.pop("id", None)
            widget["definition"]["unheard_of"] = 1
        sent = compare.merged(wanted, seen)["widgets"]
        kept += sum(widget.get("id") == other["id"] for widget, other in zip(sent, seen["widgets"], strict=True))
        widgets += len(sent)
    print(f"{kept} of {widgets} widgets keep their id though each was changed")
    assert kept == widgets


@pytest.mark.parametrize(
    ("modified", "known"),
    [
        ("2026-01-02T12:00:00.345678+00:00", True),
        ("2026-01-02T12:00:00+00:00", False),  # two changes could share it
        ("2026-01-02T12:00:00.345+00:00", False),
        (1767355200, False),
        (None, False),
    ],
)
def test_a_time_of_change_counts_to_the_microsecond_only(modified: object, known: bool) -> None:
    assert compare.modified_of({"modified_at": modified}) == (modified if known else None)
