"""What is read of Datadog for a plan, request by request, over real HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from dogwatch.cli.survey import Survey
from dogwatch.client import Cache
from dogwatch.errors import ApiError
from dogwatch.kinds import LISTED, NAMED, Body, Request, Resource, Response
from dogwatch.names import METRICS, Mark
from dogwatch.plan import Found
from tests.bodies import KEY, declared, resource
from tests.faults import Answer, Call, Drop, Fault
from tests.organisation import KEYS, Organisation, organisation
from tests.reported import report_durations

LIST = "/api/v1/dashboard"


def key(name: str) -> str:
    return f"shop/{name}/page"


def dashboard(name: str, env: str = "prod") -> Body:
    definition = {"type": "note", "content": name}
    return {
        "title": name,
        "description": f"Page of {name}\n{Mark(env, key(name)).tag}",
        "layout_type": "ordered",
        "widgets": [{"definition": definition}],
    }


def made(datadog: Organisation, *names: str, env: str = "prod") -> list[str]:
    """Dashboards of the catalog, as an apply left them; their ids."""
    return [datadog.send(Request("POST", LIST, body=dashboard(name, env))).body["id"] for name in names]


def edit(datadog: Organisation, id: str, name: str) -> None:
    assert datadog.send(Request("PUT", f"{LIST}/{id}", body=dashboard(name))).is_success


def found(datadog: Organisation, cache: Cache | None = None, declared: Sequence[Resource] = ()) -> Mapping[str, Found]:
    datadog.faulty.calls.clear()
    return Survey(datadog.send, datadog.target, "shop", declared, cache=cache).found()


def titles(there: Mapping[str, Found]) -> list[str]:
    return sorted(body["title"] for bodies in there["dashboard"].by_key.values() for body in bodies)


def read(datadog: Organisation) -> list[str]:
    """The dashboards that were read by themselves, in no order."""
    asked = [call.path.removeprefix(f"{LIST}/") for call in datadog.faulty.calls if call.path.startswith(f"{LIST}/")]
    return sorted(id for id in asked if id != "lists/manual")


def pages(datadog: Organisation) -> list[str]:
    return [call.query for call in datadog.faulty.calls if call.path == LIST]


def cache_of(datadog: Organisation, folder: Path) -> Cache:
    return Cache.of(folder, datadog.target, pytest.fail)


def test_a_first_run_asks_for_each_list_to_its_end_and_for_each_dashboard_of_the_catalog_once(tmp_path: Path) -> None:
    with organisation() as datadog:
        ids = made(datadog, "cart", "search")
        made(datadog, "cart", env="staging")
        datadog.send(Request("POST", LIST, body={**dashboard("by hand"), "description": "Nobody's"}))
        there = found(datadog, cache_of(datadog, tmp_path))
        assert titles(there) == ["cart", "search"]
        assert read(datadog) == sorted(ids)
        assert pages(datadog) == ["start=0&count=1000", "start=4&count=1000"]
        assert len(datadog.faulty.calls) == len(LISTED) + 1 + len(ids)  # the other lists are empty: a page each


def test_the_next_run_asks_for_the_lists_alone(tmp_path: Path) -> None:
    with organisation() as datadog:
        made(datadog, "cart", "search")
        first = found(datadog, cache_of(datadog, tmp_path))
        again = found(datadog, cache_of(datadog, tmp_path))
        assert read(datadog) == []
        assert len(datadog.faulty.calls) == len(LISTED) + 1
        assert again == first


def test_without_a_cache_every_dashboard_is_read_every_time() -> None:
    with organisation() as datadog:
        ids = made(datadog, "cart", "search")
        assert [found(datadog) and read(datadog) for _ in range(2)] == [sorted(ids)] * 2


def test_what_has_changed_since_is_read_again_and_nothing_else(tmp_path: Path) -> None:
    with organisation() as datadog:
        cart, search = made(datadog, "cart", "search")
        found(datadog, cache_of(datadog, tmp_path))
        edit(datadog, cart, "cart of today")
        there = found(datadog, cache_of(datadog, tmp_path))
        assert titles(there) == ["cart of today", "search"]
        assert read(datadog) == [cart]
        assert search not in read(datadog)


def test_what_is_no_longer_in_the_list_is_not_found_whatever_the_cache_has(tmp_path: Path) -> None:
    with organisation() as datadog:
        cart, _ = made(datadog, "cart", "search")
        found(datadog, cache_of(datadog, tmp_path))
        assert datadog.send(Request("DELETE", f"{LIST}/{cart}")).is_success
        assert titles(found(datadog, cache_of(datadog, tmp_path))) == ["search"]
        (file,) = tmp_path.glob("*/dashboard")
        assert b"cart" not in file.read_bytes()


def test_what_is_changed_between_its_list_and_its_answer_is_kept_by_the_time_of_the_answer(tmp_path: Path) -> None:
    with organisation() as datadog:
        (cart,) = made(datadog, "cart")

        plain, edits = datadog.send, iter(["cart of today"])

        def send(request: Request) -> Response:
            if request.path == f"{LIST}/{cart}" and next(edits, None):
                assert plain(Request("PUT", request.path, body=dashboard("cart of today"))).is_success
            return plain(request)

        datadog.send = send
        assert titles(found(datadog, cache_of(datadog, tmp_path))) == ["cart of today"]
        assert titles(found(datadog, cache_of(datadog, tmp_path))) == ["cart of today"]
        assert read(datadog) == []


def test_another_organisation_behind_the_same_address_shares_nothing(tmp_path: Path) -> None:
    with organisation() as datadog:
        ids = made(datadog, "cart")
        found(datadog, cache_of(datadog, tmp_path))
        other = replace(datadog.target, api_key="ffffffffffffffffffff")
        found(datadog, Cache.of(tmp_path, other, pytest.fail))
        assert read(datadog) == ids


def test_a_damaged_entry_is_read_again(tmp_path: Path) -> None:
    with organisation() as datadog:
        ids = made(datadog, "cart")
        found(datadog, cache_of(datadog, tmp_path))
        (file,) = tmp_path.glob("*/dashboard")
        file.write_bytes(file.read_bytes().replace(b"cart", b"tart"))
        assert titles(found(datadog, cache_of(datadog, tmp_path))) == ["cart"]
        assert read(datadog) == ids


def test_runs_at_the_same_time_read_the_same(tmp_path: Path) -> None:
    with organisation() as datadog, ThreadPoolExecutor(4) as pool:
        made(datadog, *(f"feature-{number}" for number in range(20)))
        surveys = [Survey(datadog.send, datadog.target, "shop", (), cache=cache_of(datadog, tmp_path)) for _ in "1234"]
        seen = [titles(there) for there in pool.map(Survey.found, surveys)]
        assert seen == [sorted(f"feature-{number}" for number in range(20))] * 4
        found(datadog, cache_of(datadog, tmp_path))
        assert read(datadog) == []


@pytest.mark.parametrize("fault", [Answer(500, {"errors": ["Internal"]}), Answer(200, {"dashboards": "none"}), Drop()])
def test_a_list_that_breaks_on_a_later_page_is_no_list_and_removes_nothing(tmp_path: Path, fault: Fault) -> None:
    with organisation() as datadog:
        made(datadog, "cart", "search")
        found(datadog, cache_of(datadog, tmp_path))
        datadog.faulty.rule = lambda call: fault if call.query.startswith("start=2&") else None
        with pytest.raises(ApiError, match=r"^list of dashboards: "):
            found(datadog, cache_of(datadog, tmp_path))
        datadog.faulty.rule = lambda call: None
        assert titles(found(datadog, cache_of(datadog, tmp_path))) == ["cart", "search"]
        assert read(datadog) == []


def test_what_was_read_before_one_could_not_be_read_is_not_read_again(tmp_path: Path) -> None:
    with organisation() as datadog:
        made(datadog, "cart", "search")
        *_, last = (head["id"] for head in datadog.send(Request("GET", LIST)).body["dashboards"])
        datadog.faulty.rule = lambda call: Answer(400, {"errors": ["no"]}) if call.path.endswith(last) else None
        with pytest.raises(ApiError, match="Datadog answered 400: no"):
            found(datadog, cache_of(datadog, tmp_path))
        datadog.faulty.rule = lambda call: None
        assert titles(found(datadog, cache_of(datadog, tmp_path))) == ["cart", "search"]
        assert read(datadog) == [last]


def test_what_is_deleted_between_its_list_and_its_answer_is_not_found(tmp_path: Path) -> None:
    with organisation() as datadog:
        cart, _ = made(datadog, "cart", "search")
        gone = Answer(404, {"errors": [f"Dashboard with ID {cart} not found"]})
        datadog.faulty.rule = lambda call: gone if call.path.endswith(cart) else None
        assert titles(found(datadog, cache_of(datadog, tmp_path))) == ["search"]


def test_one_dashboard_that_cannot_be_read_fails_the_whole(tmp_path: Path) -> None:
    with organisation() as datadog:
        cart, _ = made(datadog, "cart", "search")
        datadog.faulty.rule = lambda call: Answer(500, {"errors": ["Internal"]}) if call.path.endswith(cart) else None
        with pytest.raises(ApiError, match=f"^dashboard {cart}: Datadog answered 500: Internal$"):
            found(datadog, cache_of(datadog, tmp_path))


def test_a_dashboard_without_its_mark_is_read_where_something_declared_is_missing(tmp_path: Path) -> None:
    with organisation() as datadog:
        stripped = datadog.send(Request("POST", LIST, body={**dashboard("cart"), "description": "My page"})).body
        declared = [Resource("dashboard", key("cart"), dashboard("cart"))]
        there = found(datadog, cache_of(datadog, tmp_path), declared)
        assert [body["id"] for body in there["dashboard"].unmarked] == [stripped["id"]]
        assert read(datadog) == [stripped["id"]]


def test_metrics_cost_one_request_each_beside_the_list_of_configurations() -> None:
    with organisation() as datadog:
        report_durations(datadog.target.url, KEYS)
        declared = [
            Resource("metric_metadata", "shop/feature.duration", {"metric": "feature.duration", "unit": "second"}),
            Resource("metric_tags", "shop/feature.duration", {"id": "feature.duration", "attributes": {}}),
        ]
        datadog.faulty.calls.clear()
        there = Survey(datadog.send, datadog.target, "shop", declared, ["feature"]).found()
        asked = Counter(call.path for call in datadog.faulty.calls)
        assert asked == Counter(
            [
                *(kind.lists.listing(None).path for kind in LISTED),
                *(kind.listing.path for kind in NAMED),
                "/api/v2/metrics",
                *(f"/api/v1/metrics/{metric.name}" for metric in METRICS),
            ]
        )
        (tags,) = there["metric_tags"].by_key["shop/feature.duration"]
        assert tags["attributes"]["include_percentiles"] is True


def test_a_configuration_that_the_list_does_not_show_is_asked_for() -> None:
    with organisation() as datadog:
        report_durations(datadog.target.url, KEYS)
        empty = Answer(200, {"data": [], "meta": {"pagination": {"next_cursor": None}}})
        datadog.faulty.rule = lambda call: empty if call.path == "/api/v2/metrics" else None
        declared = [Resource("metric_tags", "shop/feature.duration", {"id": "feature.duration", "attributes": {}})]
        there = Survey(datadog.send, datadog.target, "shop", declared, ["feature"]).found()
        (tags,) = there["metric_tags"].by_key["shop/feature.duration"]
        assert tags["attributes"]["include_percentiles"] is True
        assert [call.path for call in datadog.faulty.calls if call.path.endswith("/tags")] == [
            "/api/v2/metrics/feature.duration/tags"
        ] * 2  # one of them by report_durations


def test_what_one_list_has_shown_is_not_missing_because_another_one_is_shorter() -> None:
    """Where something declared is missing, the list of everything is read beside the one of the catalog's."""
    with organisation() as datadog:
        id = datadog.create(declared())
        bare = [tag for tag in declared()["tags"] if not tag.startswith("dogwatch:")]
        stripped = datadog.create(declared(name="Stripped", tags=bare))
        short = Answer(200, [])
        datadog.faulty.rule = lambda call: short if call.path == "/api/v1/monitor" and not tagged(call) else None
        wanted = [resource(), resource("shop/another")]
        there = Survey(datadog.send, datadog.target, "shop", wanted).found()
        assert [body["id"] for body in there["monitor"].by_key[KEY]] == [id]
        assert [body["id"] for body in there["monitor"].unmarked] == [stripped]
        assert [path for path in asked(datadog, "/api/v1/monitor") if "monitor_tags" not in path] != []


def tagged(call: Call) -> bool:
    return "monitor_tags" in call.query


def asked(datadog: Organisation, path: str) -> list[str]:
    return [call.query for call in datadog.faulty.calls if call.path == path]
