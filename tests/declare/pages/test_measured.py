from __future__ import annotations

from dogwatch.declare import Traffic
from dogwatch.declare.pages.measured import calls, error_share, of_feature, of_features, searched, traffic_markers
from dogwatch.names import HITS, PROCESS_MEMORY
from tests.declare.dashboards import feature


def test_metrics_are_of_what_is_chosen_at_the_top() -> None:
    assert str(of_feature(HITS, feature()).sum()) == "sum:feature.hits{$env,$service,feature:checkout}"
    assert str(of_feature(PROCESS_MEMORY, feature()).max()) == "max:feature.process.memory{$env,$service}"
    assert str(of_features(HITS, ("a", "b")).sum()) == "sum:feature.hits{$env AND $service AND feature IN (a,b)}"


def test_the_share_of_errors_is_in_percent_and_zero_without_an_error() -> None:
    hits = of_feature(HITS, feature())
    assert str(error_share(hits)) == (
        "100 * default_zero(sum:feature.hits{$env,$service,feature:checkout,outcome:error}.as_count()) / "
        f"{calls(hits)}"
    )
    assert str(error_share(hits, "version")).count("by {version}") == 2


def test_traffic_has_a_line_for_the_least_and_the_most() -> None:
    markers = traffic_markers(feature(signals=[Traffic(min="1/s", max="600/m")]))
    assert [(marker.value, marker.label) for marker in markers] == [(1, "min 1/s"), (10, "max 10/s")]


def test_monitors_are_searched_by_tag_in_the_chosen_environment() -> None:
    assert searched("team:a") == 'tag:(team:a) -tag:"tells:nobody" $env'
