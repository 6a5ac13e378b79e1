from __future__ import annotations

from dogwatch.declare import Powerpack
from dogwatch.declare.widgets import group, note, powerpack, split_group, timeseries

from .test_graphs import definition

LOAD = timeseries("Load", "avg:system.load.1{$env}")


def test_a_group_holds_widgets_under_a_title() -> None:
    made = group("Errors", [note("a"), {"type": "image", "url": "x"}], background="vivid_blue")
    assert made.inside is not None
    assert [inside.definition["type"] for inside in made.inside] == ["note", "image"]
    assert (made.definition["title"], made.definition["background_color"], made.columns) == ("Errors", "vivid_blue", 12)


def test_variables_of_a_powerpack_follow_the_dashboard_or_not() -> None:
    shown = definition(powerpack("Pack", "0f1e", controlled_by_powerpack={"region": ["eu"]}))
    assert shown["template_variables"] == {
        "controlled_externally": [],
        "controlled_by_powerpack": [{"name": "region", "prefix": "region", "values": ["eu"]}],
    }
    assert powerpack("Pack", "0f1e").columns == 12


def test_a_powerpack_is_itself_or_named_by_a_reference_or_its_id() -> None:
    kept = Powerpack("pack", team="payments", title="Pack", widgets=[note("Read me")])
    assert definition(powerpack("Pack", kept))["powerpack_id"] == "${powerpack:$catalog/pack}"
    assert definition(powerpack("Pack", "${powerpack:shop/pack}"))["powerpack_id"] == "${powerpack:shop/pack}"


def test_a_graph_is_repeated_for_each_value_of_a_tag() -> None:
    shown = definition(split_group("By host", LOAD, "host", limit=5))
    assert shown["source_widget_definition"] == LOAD.definition
    assert shown["split_config"] == {
        "split_dimensions": [{"one_graph_per": "host"}],
        "limit": 5,
        "sort": {"order": "asc"},
    }


def test_graphs_are_ordered_by_a_metric_and_limited_to_values() -> None:
    config = definition(split_group("By host", LOAD, "host", metric="load", order="desc", values=["a", "b"]))[
        "split_config"
    ]
    assert config["sort"] == {"order": "desc", "compute": {"aggregation": "avg", "metric": "load"}}
    assert config["static_splits"] == [
        [{"tag_key": "host", "tag_values": ["a"]}],
        [{"tag_key": "host", "tag_values": ["b"]}],
    ]


def test_what_is_wrong_with_the_graph_is_told_of_the_graph() -> None:
    (wrong,) = split_group("By host", timeseries("Load", 5), "host").wrong  # type: ignore[arg-type]
    assert wrong.subject == "timeseries 'Load': queries"
