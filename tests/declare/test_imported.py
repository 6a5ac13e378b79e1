"""What was imported stays as it was found, whatever the catalog says of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.declare import check, examine, load
from dogwatch.errors import CatalogError
from dogwatch.kinds import Body
from tests.declare.catalogs import between, declared, resources, write

MONITOR = """
errors = Monitor(
    "errors", environments="prod", imported="4711", title="Errors on {{{{host.name}}}}", query="{query}", {more}
)
"""
QUERY = "avg(last_5m):avg:app.errors{$env} by {host} > 5"


def monitor(folder: Path, more: str = "", query: str = QUERY) -> Body:
    return resources(folder, MONITOR.format(query=query, more=more))["shop/errors"].body


def said(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as caught:
        check(load(write(folder, features=between(text))), "prod")
    return str(caught.value).replace(f"{folder}/", "")


def test_a_monitor_has_its_own_name_message_and_tags_beside_the_mark(tmp_path: Path) -> None:
    more = 'message=" as it is\\n", tags=["env:dev", "Odd Tag", "tier:9"], service="web", priority=4'
    assert monitor(tmp_path, more) == {
        "name": "Errors on {{host.name}}",
        "type": "query alert",
        "query": QUERY,
        "message": " as it is\n",
        "tags": [
            "managed_by:dogwatch",
            "catalog:shop",
            "service:web",
            "env:dev",
            "Odd Tag",
            "tier:9",
            "dogwatch:prod/shop/errors",
        ],
        "priority": 4,
        "options": {"thresholds": {"critical": 5}},
    }


def test_its_team_is_one_of_its_tags(tmp_path: Path) -> None:
    assert "team:payments" in monitor(tmp_path, "team=payments")["tags"]
    assert [tag for tag in monitor(tmp_path)["tags"] if tag.startswith(("team:", "env:"))] == []


def test_no_tier_adds_to_it(tmp_path: Path) -> None:
    tier = 'tiers = [Tier(3, recovery="90%", priority=1, renotify=Renotify("1h"))]\n'
    text = tier + MONITOR.format(query=QUERY, more="")
    body = resources(tmp_path, text)["shop/errors"].body
    assert (body.get("priority"), body["options"]) == (None, {"thresholds": {"critical": 5}})


def test_its_threshold_may_be_none_of_the_query(tmp_path: Path) -> None:
    assert monitor(tmp_path, 'options={"thresholds": {"critical": None}}')["options"] == {}


def test_it_exists_in_the_environments_that_it_names(tmp_path: Path) -> None:
    assert resources(tmp_path, MONITOR.format(query=QUERY, more=""), env="staging") == {}
    assert said(tmp_path, MONITOR.format(query=QUERY, more="").replace('environments="prod", ', "")) == (
        "features.py:3: monitor errors: it was imported, and would be made anew under one name in every environment\n"
        '    say environments="prod", or leave imported= out\n1 mistake'
    )


@pytest.mark.parametrize("imported", ['""', "4711"])
def test_what_it_was_imported_from_has_a_name(tmp_path: Path, imported: str) -> None:
    text = MONITOR.format(query=QUERY, more="").replace('imported="4711"', f"imported={imported}")
    assert f"features.py:4: monitor errors: imported: {imported.replace(chr(34), chr(39))} names nothing" in said(
        tmp_path, text
    )


def test_a_mark_among_its_tags_is_a_mistake(tmp_path: Path) -> None:
    text = MONITOR.format(query=QUERY, more='tags=["dogwatch:prod/shop/other"]')
    assert "'dogwatch:prod/shop/other' has a key that the catalog sets itself" in said(tmp_path, text)


def test_what_check_would_refuse_is_a_doubt(tmp_path: Path) -> None:
    more = 'message="Look at it.@slack-web", options={"thresholds": {"critical": 7}}, warn=6'
    loaded = declared(tmp_path, MONITOR.format(query=QUERY, more=more))
    assert [(str(doubt.subject), doubt.seen) for doubt in examine(loaded, "prod").warnings] == [
        ("monitor shop/errors: message", "Datadog would not deliver 'it.@slack-web'"),
        ("monitor shop/errors: options.thresholds.critical", "it is 7 but the query compares with 5"),
        ("monitor shop/errors: warn", "it warns at 6 and alerts at 5, so nobody would be warned before the alert"),
    ]


def test_composites_and_alerts_on_slos_are_doubted_alike(tmp_path: Path) -> None:
    text = "\n".join(
        f'{name} = Monitor("{name}", environments="prod", imported="1", title="t", type="{type}", query=\'{query}\')'
        for name, type, query in (
            ("both", "composite", "1 and 2"),
            ("burning", "slo alert", 'burn_rate("abc").over("30d") > 1'),
        )
    )
    loaded = declared(tmp_path, text)
    assert [str(doubt.subject) for doubt in examine(loaded, "prod").warnings] == [
        "monitor shop/both: query",
        "monitor shop/burning: query",
    ]


def test_what_is_no_reference_in_it_stays_text(tmp_path: Path) -> None:
    text = "${monitor:elsewhere/errors} ${port:-8127}"
    body = monitor(tmp_path, f'message="{text}"')
    assert body["message"] == text


def test_a_reference_to_the_own_catalog_is_one(tmp_path: Path) -> None:
    both = """
both = Monitor(
    "both", environments="prod", imported="4712", title="t", type="composite", query=errors.reference + " && {other}"
)
"""
    text = MONITOR.format(query=QUERY, more="") + both.replace("{other}", "4711")
    assert resources(tmp_path, text)["shop/both"].body["query"] == "${monitor:shop/errors} && 4711"
    text = MONITOR.format(query=QUERY, more="") + both.replace("{other}", "${monitor:shop/error}")
    assert "it asks about ${monitor:shop/error}, which nothing declares for prod" in said(tmp_path, text)


def test_the_resource_knows_the_id(tmp_path: Path) -> None:
    assert resources(tmp_path, MONITOR.format(query=QUERY, more=""))["shop/errors"].imported == "4711"


def slo(folder: Path, sli: str, more: str = "") -> Body:
    text = f'paid = Slo("paid", environments="prod", imported="abc", title="Paid", target="99.9%", sli={sli}, {more})'
    return resources(folder, MONITOR.format(query=QUERY, more="") + text)["shop/paid"].body


@pytest.mark.parametrize(
    ("sli", "measured"),
    [
        (
            'Events(good="a{$env} ", total="b")',
            {"type": "metric", "query": {"numerator": "a{$env} ", "denominator": "b"}},
        ),
        ("Uptime([errors, 12])", {"type": "monitor", "monitor_ids": ["${monitor:shop/errors}", 12]}),
        (
            'Uptime("${monitor:shop/errors}", groups=["host:a"])',
            {"type": "monitor", "monitor_ids": ["${monitor:shop/errors}"], "groups": ["host:a"]},
        ),
        (
            '{"type": "metric", "query": {"numerator": "a", "denominator": "b", "x": 1}}',
            {"type": "metric", "query": {"numerator": "a", "denominator": "b", "x": 1}},
        ),
    ],
)
def test_an_slo_is_measured_as_it_was(tmp_path: Path, sli: str, measured: dict[str, Any]) -> None:
    assert slo(tmp_path, sli, 'description="as it is"') == {
        "name": "Paid",
        "description": "as it is",
        **measured,
        "thresholds": [{"timeframe": "30d", "target": 99.9}],
        "tags": ["managed_by:dogwatch", "catalog:shop", "dogwatch:prod/shop/paid"],
    }


def test_its_body_says_what_its_arguments_cannot(tmp_path: Path) -> None:
    thresholds = '[{"timeframe": "7d", "target": 99}, {"timeframe": "30d", "target": 99.9}]'
    body = slo(tmp_path, "Uptime([1])", f'body={{"thresholds": {thresholds}}}')
    assert [each["timeframe"] for each in body["thresholds"]] == ["7d", "30d"]


@pytest.mark.parametrize(
    ("sli", "seen"),
    [
        ("Uptime([1.5])", "1.5 is no monitor"),
        ('Uptime([1, 2], groups=["a:b"])', "it has groups of 2 monitors"),
        ('{"query": "a"}', "{'query': 'a'} measures nothing"),
        ('{"type": "metric", "query": {1: 2}}', "the name 1 is no text"),
    ],
)
def test_an_slo_that_measures_nothing_is_a_mistake(tmp_path: Path, sli: str, seen: str) -> None:
    text = f'paid = Slo("paid", team=payments, title="t", what="w", target="99%", sli={sli})'
    assert seen in said(tmp_path, text)


BOARD = """
board = Dashboard("board", environments="prod", imported="abc-def-ghi", title="[a] b", {more})
"""


def board(folder: Path, more: str) -> Body:
    return resources(folder, BOARD.format(more=more))["shop/board"].body


def test_a_dashboard_has_no_variables_or_tags_but_its_own(tmp_path: Path) -> None:
    body = board(tmp_path, 'widgets=[widgets.note("hi")], description="a\\r\\nb"')
    assert (body["title"], body["template_variables"], body["tags"]) == ("[a] b", [], [])
    assert body["description"] == "a\r\nb\n\ndogwatch:prod/shop/board"
    more = 'widgets=[widgets.note("hi")], team=payments, tags=["team:web"], variables=[TemplateVariable("host")]'
    body = board(tmp_path, more)
    assert body["tags"] == ["team:payments", "team:web"]
    assert [variable["name"] for variable in body["template_variables"]] == ["host"]


def test_widgets_stand_where_they_stood(tmp_path: Path) -> None:
    text = """widgets=[
        widgets.widget({"type": "group", "layout_type": "ordered"}, inside=[widgets.note("in").at(1, 2, 3, 4)]).at(
            0, 5, 12, 7, column_break=True
        ),
        widgets.note("out").at(0.5, 0, 1, 1),
    ]"""
    grouped, out = board(tmp_path, text)["widgets"]
    assert grouped["layout"] == {"x": 0, "y": 5, "width": 12, "height": 7, "is_column_break": True}
    assert grouped["definition"]["widgets"][0]["layout"] == {"x": 1, "y": 2, "width": 3, "height": 4}
    assert out["layout"]["x"] == 0.5


def test_widgets_of_another_flow_have_no_place_unless_they_say_so(tmp_path: Path) -> None:
    body = board(
        tmp_path, 'widgets=[widgets.note("a"), widgets.note("b").at(0, 0, 1, 1)], body={"layout_type": "free"}'
    )
    assert (body["layout_type"], body.get("reflow_type")) == ("free", None)
    assert [widget.get("layout", {}).get("width") for widget in body["widgets"]] == [None, 1]


def test_it_may_show_nothing(tmp_path: Path) -> None:
    assert board(tmp_path, 'body={"widgets": [], "layout_type": "ordered"}')["widgets"] == []
