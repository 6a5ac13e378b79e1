import pytest

from dogwatch.local.api.monitor import search as monitor_search
from tests.local.organisation import QUERY, Organisation
from tests.local.replay import json_lines


def search(organisation: Organisation, query: str = "", **more: object) -> dict[str, object]:
    status, found = organisation.ask("GET", "/api/v1/monitor/search", query=query, **more)
    assert status == 200, found
    return found


def names(organisation: Organisation, query: str = "", **more: object) -> list[str]:
    return [each["name"] for each in search(organisation, query, **more)["monitors"]]


def test_gives_thirty_a_page_and_counts_all():
    organisation = Organisation()
    for number in range(31):
        organisation.created(name=f"load {number}", tags=["team:a", f"odd:{number % 2}"])
    first, second = search(organisation), search(organisation, page=1)
    assert (len(first["monitors"]), len(second["monitors"])) == (30, 1)
    assert first["metadata"] == {"total_count": 31, "page_count": 2, "page": 0, "per_page": 30}
    assert first["counts"] == second["counts"]
    assert first["counts"]["tag"][:2] == [{"count": 31, "name": "team:a"}, {"count": 16, "name": "odd:0"}]
    assert first["counts"]["status"] == [{"count": 31, "name": "No Data"}]
    assert first["counts"]["muted"] == [{"count": 31, "name": False}]


def test_counts_the_muted_ones_apart():
    organisation = Organisation()
    organisation.created()
    organisation.created(name="muted", options={"silenced": {"*": None}})
    assert search(organisation)["counts"]["muted"] == [{"count": 1, "name": False}, {"count": 1, "name": True}]
    assert names(organisation, "muted:true") == ["muted"]


def test_sorts_by_name_both_ways():
    organisation = Organisation()
    for name in ("b", "a", "c"):
        organisation.created(name=name)
    assert names(organisation, sort="name,desc", per_page=2) == ["c", "b"]
    assert names(organisation, sort="name,asc") == ["a", "b", "c"]
    for order in ("id", "status", "type", "tags"):
        assert names(organisation, sort=order) == ["b", "a", "c"]
    assert names(organisation) == ["b", "a", "c"]


@pytest.mark.parametrize("query", [{"page": "x"}, {"per_page": 0}, {"sort": "colour"}, {"sort": "name,up"}])
def test_refuses_pages_and_orders_that_are_none(query: dict[str, object]):
    assert Organisation().ask("GET", "/api/v1/monitor/search", **query)[0] == 400


def test_a_result_says_what_the_monitor_is_about_and_whom_it_tells():
    organisation = Organisation()
    organisation.created(message="Load! @slack-ops @ops@example.com. @slack-ops")
    (found,) = search(organisation)["monitors"]
    assert found["notifications"] == [
        {"handle": "slack-ops", "name": "slack-ops"},
        {"handle": "ops@example.com", "name": "ops@example.com"},
    ]
    assert (found["scopes"], found["metrics"]) == (["env:prod"], ["system.load.1"])
    assert (found["classification"], found["status"], found["query"]) == ("metric", "No Data", QUERY)


def test_groups_are_searched_in_the_same_words_and_there_are_none():
    organisation = Organisation()
    organisation.created()
    status, found = organisation.ask("GET", "/api/v1/monitor/groups/search", query="status:alert")
    assert (status, found["groups"], found["metadata"]["total_count"]) == (200, [], 0)


@pytest.mark.parametrize(
    ("type", "query", "word"),
    [
        ("query alert", "avg(last_4h):anomalies(avg:a{*}, 'basic', 2) >= 1", "anomaly"),
        ("query alert", "avg(last_4h):outliers(avg:a{*} by {b}, 'dbscan', 2) > 0", "outlier"),
        ("service check", '"a".over("*").last(2).count_by_status()', "custom"),
        ("ci-pipelines alert", 'ci-pipelines("a") > 1', "ci-pipelines"),
        ("composite", "1 && 2", "composite"),
    ],
)
def test_classifies_monitors(type: str, query: str, word: str):
    assert monitor_search.classification(type, query) == word


def test_results_have_the_recorded_shape():
    organisation = Organisation()
    organisation.created()
    found = search(organisation)
    recorded = next(each for each in recorded_searches() if "monitors" in each)
    assert found.keys() == recorded["monitors"][0].keys() or found.keys() == recorded.keys()
    assert found["monitors"][0].keys() == recorded["monitors"][0].keys()
    assert found["counts"].keys() == recorded["counts"].keys()
    assert found["metadata"].keys() == recorded["metadata"].keys()


def test_tells_what_recorded_results_tell_of_their_queries():
    seen = 0
    for found in recorded_searches():
        for each in found.get("monitors", ()):
            if each["type"] == "synthetics alert":
                continue
            seen += 1
            assert monitor_search.metrics(each["query"]) == each["metrics"]
            assert monitor_search.scopes(each["query"]) == sorted(each["scopes"])
            if each["classification"] != "integration":
                assert monitor_search.classification(each["type"], each["query"]) == each["classification"]
    assert seen > 10


def recorded_searches() -> list[dict[str, object]]:
    rows = json_lines("conversations/api-client.jsonl.gz")
    exchanges = (exchange for row in rows for exchange in row["exchanges"])
    return [each["response"] for each in exchanges if each["path"].endswith("/search") and "counts" in each["response"]]
