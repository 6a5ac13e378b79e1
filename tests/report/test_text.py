from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import FieldChange
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update
from dogwatch.report import first_few, plan_lines, summary
from tests.bodies import declared, found

TARGET = "https://api.datadoghq.eu, environment prod"

LINKS = ("https://app.datadoghq.eu/monitors/3", "https://app.datadoghq.eu/monitors/4")


def plan(*changes: Change, unchanged: int = 0, left_alone: tuple[LeftAlone, ...] = ()) -> Plan:
    return Plan(TARGET, changes, unchanged, managed=0, left_alone=left_alone)


def update(*fields: FieldChange, key: str = "shop/checkout/errors", adopts: bool = False) -> Update:
    return Update("monitor", key, "17", fields, {}, {}, adopts)


def shown(*fields: tuple[str, Any, Any]) -> list[str]:
    """The lines of the fields of an update."""
    lines = list(plan_lines(plan(update(*(FieldChange(*field) for field in fields)))))
    return lines[4:-2]


def test_prints_a_plan_as_people_review_it() -> None:
    made = plan(
        Create("monitor", "shop/checkout/latency-p95", declared(name="[prod] checkout: slow")),
        update(
            FieldChange("message", "Slow.\nLook at the dashboard.\n@slack-a", "Slow.\nLook at the runbook.\n@slack-a"),
            FieldChange("options.thresholds.critical", 0.5, 0.4),
            FieldChange("tags", ["team:payments", "tier:1"], ["team:payments", "tier:2"]),
        ),
        Delete("monitor", "shop/search/errors", "18", found(18, "shop/search/errors", name="[prod] search: failing")),
        unchanged=40,
        left_alone=(LeftAlone("monitor", "shop/disk", ("3", "4"), "its mark occurs more than once", LINKS),),
    )
    assert "\n".join(plan_lines(made)) == (
        """\
Target: https://api.datadoghq.eu, environment prod

checkout
  ~ monitor shop/checkout/errors (17)
      message:
          Slow.
        - Look at the dashboard.
        + Look at the runbook.
          @slack-a
      options.thresholds.critical: 0.5 → 0.4
      tags:
        - tier:1
        + tier:2
  + monitor shop/checkout/latency-p95
      [prod] checkout: slow

search
  - monitor shop/search/errors (18)
      [prod] search: failing

shop
  ! monitor shop/disk (3, 4) is left alone: its mark occurs more than once
      https://app.datadoghq.eu/monitors/3
      https://app.datadoghq.eu/monitors/4

Plan: 1 to create, 1 to update, 1 to delete, 40 unchanged, 1 left alone."""
    )


def test_nothing_to_do_is_said_in_a_line() -> None:
    lines = list(plan_lines(plan(unchanged=3)))
    assert lines == [f"Target: {TARGET}", "", "Nothing to do: 0 to create, 0 to update, 0 to delete, 3 unchanged."]
    assert summary(plan(unchanged=3)) == lines[-1]


def test_says_that_an_object_takes_the_place_of_another() -> None:
    made = plan(
        Create("monitor", "shop/a/b", declared(), replaces="3"),
        Delete("monitor", "shop/a/b", "3", found(3, "shop/a/b")),
    )
    lines = list(plan_lines(made))
    assert lines[3] == "  + monitor shop/a/b, in the place of 3, which cannot be changed into it"
    assert lines[5].startswith("      lost with 3: the history of its states; ")
    assert lines[6] == "  - monitor shop/a/b (3)"


def test_says_that_an_object_had_lost_its_mark() -> None:
    assert "  ~ monitor shop/checkout/errors (17, which carries no mark yet)" in plan_lines(plan(update(adopts=True)))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (0.5, 0.4, "0.5 → 0.4"),
        (None, 1, "null → 1"),
        (True, False, "true → false"),
        ("", "text", '"" → text'),
        ({"a": "ü"}, None, '{"a": "ü"} → null'),
        ("short", None, "short → null"),
        (["a"], None, '["a"] → null'),
        (None, ["a"], 'null → ["a"]'),
        ("x" * 100, "", "x" * 100 + ' → ""'),
    ],
)
def test_a_short_field_is_one_line(before: Any, after: Any, line: str) -> None:
    assert shown(("options.x", before, after)) == [f"      options.x: {line}"]


def test_a_long_text_shows_two_lines_around_each_change() -> None:
    lines = [f"line {number}" for number in range(9)]
    assert shown(("message", "\n".join(lines), "\n".join([*lines[:4], "new", *lines[5:]]))) == [
        "      message:",
        "          line 2",
        "          line 3",
        "        - line 4",
        "        + new",
        "          line 5",
        "          line 6",
    ]


def test_a_text_of_more_than_a_line_that_comes_or_goes_shows_all_of_it() -> None:
    assert shown(("message", "", "one\n\ntwo")) == ["      message:", "        + one", "        +", "        + two"]
    assert shown(("message", "x" * 101, None)) == ["      message:", f"        - {'x' * 101}"]


def test_a_list_shows_what_it_loses_and_gains() -> None:
    assert shown(("tags", ["a", "b"], ["b", "c"])) == ["      tags:", "        - a", "        + c"]
    assert shown(("tags", ["a", "b"], ["a"])) == ["      tags:", "        - b"]
    assert shown(("tags", [], ["a"])) == ["      tags:", "        + a"]


def test_a_list_in_another_order_shows_both() -> None:
    assert shown(("options.notify_by", ["a", "b"], ["b", "a"])) == [
        "      options.notify_by:",
        '        - ["a", "b"]',
        '        + ["b", "a"]',
    ]


def test_paints_what_is_made_changed_and_lost() -> None:
    made = plan(
        Create("monitor", "shop/a/new", declared()),
        update(FieldChange("priority", 1, 2), key="shop/a/other"),
        Delete("monitor", "shop/a/old", "1", found(1)),
        left_alone=(LeftAlone("monitor", "shop/a/twice", ("1",), "twice"),),
    )
    painted = list(plan_lines(made, lambda colour, text: f"<{colour}>{text}"))
    assert [line.partition(">")[0] for line in painted if line.startswith("<")] == [
        "<bold",
        "<green",
        "<red",
        "<yellow",
        "<magenta",
    ]
    assert "      priority: <red>1 → <green>2" in painted


def test_paints_the_lines_that_come_and_go() -> None:
    fields = FieldChange("message", "same\nold", "same\nnew"), FieldChange("tags", ["a"], ["b"])
    painted = list(plan_lines(plan(update(*fields)), lambda colour, text: f"<{colour}>{text}"))
    assert painted[5:-2] == [
        "          same",
        "        <red>- old",
        "        <green>+ new",
        "      tags:",
        "        <red>- a",
        "        <green>+ b",
    ]


def test_names_the_first_few_of_many() -> None:
    assert first_few(["a", "b", "c"]) == "a, b, c"
    assert first_few(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
