from __future__ import annotations

from dogwatch.declare.widgets import servicemap, topology_map, trace_service

from .test_graphs import definition


def test_what_is_around_a_service_is_that_of_the_chosen_environment() -> None:
    (request,) = definition(topology_map("Around it", "shop-api"))["requests"]
    assert request["query"] == {"data_source": "service_map", "service": "shop-api", "filters": ["env:$env.value"]}
    assert definition(servicemap("Around it", "shop-api"))["filters"] == ["env:$env.value"]


def test_a_service_is_shown_as_apm_shows_it() -> None:
    shown = definition(trace_service("API", "shop-api", "flask.request", show_errors=False))
    assert (shown["env"], shown["span_name"]) == ("$env", "flask.request")
    assert (shown["show_hits"], shown["show_errors"]) == (True, False)
