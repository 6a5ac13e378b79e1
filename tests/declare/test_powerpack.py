"""What becomes of declared powerpacks, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import between, mistakes, resources

PACK = 'queue = Powerpack("queue", team=payments, {})\n'
NOTE = 'widgets=[widgets.note("Read me")]'


def said(folder: Path, text: str) -> list[str]:
    """What is wrong, less the places."""
    lines = mistakes(folder, between(text)).splitlines()[:-1]
    return [line.partition(": ")[2] for line in lines[::2]]


def test_widgets_stand_in_rows_below_a_title(tmp_path: Path) -> None:
    two = 'widgets=[widgets.note("a"), widgets.timeseries("Load", "avg:system.load.1{$region}")]'
    text = PACK.format(
        f'title="The queue", {two}, show_title=False, variables=TemplateVariable("region", defaults="eu")'
    )
    attributes = resources(tmp_path, text)["shop/queue"].body["attributes"]
    group = attributes["group_widget"]
    assert (group["layout"]["width"], group["definition"]["show_title"]) == (12, False)
    bottoms = [each["layout"]["y"] + each["layout"]["height"] for each in group["definition"]["widgets"]]
    assert bottoms == [1, group["layout"]["height"] - 1]
    assert attributes["template_variables"] == [
        {"name": "region", "prefix": "region", "available_values": [], "defaults": ["eu"]}
    ]


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        (f'title="", {NOTE}', "powerpack queue: title: '' says nothing"),
        ('title="The queue", widgets=[]', "powerpack queue: widgets: it shows nothing"),
        ('title="The queue", widgets=[3]', "powerpack queue: widgets: 3 is no widget"),
        ('title="The queue", widgets=[widgets.note(3)]', "note: content: 3 cannot stand here"),
        (f'title="The queue", {NOTE}, variables=["region"]', "powerpack queue: variables: 'region' is no variable"),
        (f'title="The queue", {NOTE}, description=3', "powerpack queue: description: 3 is no text"),
        (f'title="The queue", {NOTE}, body={{"name": "x"}}', "powerpack queue: body: it has 'name', which dogwatch"),
        (
            'title="The queue", widgets=[widgets.group("Inner", [widgets.note("a")])]',
            "powerpack shop/queue: group_widget.definition.widgets[0]: a group stands in it",
        ),
        (
            f'title="The queue", {NOTE}, tags=["a:b", "c:d", "e:f", "g:h", "i:j", "k:l"]',
            "powerpack shop/queue: tags: 9 tags",
        ),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, arguments: str, seen: str) -> None:
    [line] = said(tmp_path, PACK.format(arguments))
    assert line.startswith(seen)


def test_what_its_widgets_refer_to_has_to_be_there_and_of_the_right_kind(tmp_path: Path) -> None:
    alert = PACK.format('title="The queue", widgets=[widgets.alert_graph("Alert", "${monitor:shop/none}")]')
    assert said(tmp_path / "a", alert)[0].startswith("powerpack shop/queue: it refers to ${monitor:shop/none}")
    other = f"""{PACK.format(f'title="The queue", {NOTE}')}
more = Powerpack("more", team=payments, title="More", widgets=[widgets.alert_graph("Alert", queue.reference)])
"""
    assert said(tmp_path / "b", other)[0] == (
        "powerpack shop/more: alert_id: ${powerpack:shop/queue} is no monitor, whose id belongs here"
    )
