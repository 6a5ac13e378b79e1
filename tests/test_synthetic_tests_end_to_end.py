"""Synthetic tests from a catalog over real HTTP: made, changed, healed, deleted; their monitors are Datadog's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.errors import ApiError, CatalogError
from dogwatch.kinds import Body, Request
from tests import test_rollback_end_to_end as rollback
from tests.cutting import cut_off_everywhere
from tests.faults import Answer as Instead
from tests.faults import Drop, Fault, Lose, on
from tests.organisation import Organisation, organisation
from tests.silenced import applied, ask, carried_out, catalog, changes, planned

TESTS = "/api/v1/synthetics/tests"
KEY = "shop/checkout/page"
PAGE = """page = SyntheticTest("page", feature=checkout, title="The checkout answers", what="Nobody can pay.",
    url="https://$env.example.com/checkout", headers={"Authorization": "Bearer {{ SHOP_TOKEN }}"},
    assertions=[Assertion("statusCode", "is", 200), Assertion("responseTime", "lessThan", "2s")],
    locations=["aws:eu-central-1", "aws:eu-west-1"], tick_every="5m")"""


def there(datadog: Organisation) -> list[Body]:
    return list(ask(datadog, "GET", TESTS)["tests"])


def of_test(datadog: Organisation) -> list[Body]:
    """The monitors that Datadog made of tests."""
    return [monitor for monitor in datadog.monitors() if monitor["type"] == "synthetics alert"]


def by_hand(datadog: Organisation, **fields: Any) -> Body:
    """A test as somebody makes it in Datadog."""
    body = {
        "name": "Somebody's",
        "type": "api",
        "subtype": "http",
        "message": "",
        "config": {
            "request": {"method": "GET", "url": "https://www.example.com"},
            "assertions": [{"type": "statusCode", "operator": "is", "target": 200}],
        },
        "locations": ["aws:eu-west-1"],
        "options": {"tick_every": 60},
        "tags": [],
        **fields,
    }
    return ask(datadog, "POST", f"{TESTS}/api", body)


def switch(datadog: Organisation, test: Body, status: str) -> None:
    """What the button in Datadog does."""
    path = f"{TESTS}/{test['public_id']}/status"
    assert datadog.send(Request("PUT", path, body={"new_status": status})).body is True


def test_one_is_made_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE)
    with organisation() as datadog:
        assert changes(applied(datadog, wanted)) == [("Create", "synthetic_test", KEY)]
        assert planned(datadog, wanted).changes == ()
        [found] = there(datadog)
    assert found["name"] == "[prod] checkout: The checkout answers"
    assert found["config"]["request"]["url"] == "https://prod.example.com/checkout"
    assert [each["target"] for each in found["config"]["assertions"]] == [200, 2000]
    assert (found["options"]["tick_every"], found["status"]) == (300, "live")
    assert f"dogwatch:prod/{KEY}" in found["tags"]
    assert "Nobody can pay." in found["message"]
    assert "@slack-payments" in found["message"]


def test_the_monitor_of_a_test_is_neither_taken_for_ours_nor_deleted(tmp_path: Path) -> None:
    """It carries the mark, since Datadog gives it the tags of the test."""
    with organisation() as datadog:
        wanted = catalog(tmp_path / "before", PAGE)
        applied(datadog, wanted)
        [monitor] = of_test(datadog)
        assert f"dogwatch:prod/{KEY}" in monitor["tags"]
        plan = planned(datadog, wanted)
        assert plan.changes == plan.left_alone == ()
        datadog.faulty.calls.clear()
        applied(datadog, catalog(tmp_path / "after"))
        assert [(call.method, call.path) for call in datadog.faulty.written()] == [("POST", f"{TESTS}/delete")]
        assert of_test(datadog) == there(datadog) == []


def test_a_change_is_sent_and_a_change_by_hand_goes_back(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", PAGE))
        changed = catalog(tmp_path / "after", PAGE.replace('"2s"', '"1s"').replace('"5m"', '"10m"'))
        [update] = applied(datadog, changed).updates
        assert [field.path for field in update.fields] == ["config.assertions", "options.tick_every"]
        [found] = there(datadog)
        request = {**found["config"]["request"], "headers": {"Accept": "text/html"}}
        edited = {**found, "config": {**found["config"], "request": request}, "locations": ["aws:us-east-1"]}
        ask(datadog, "PUT", f"{TESTS}/api/{found['public_id']}", edited)
        [update] = applied(datadog, changed).updates
        assert [field.path for field in update.fields] == ["locations", "config.request.headers"]
        assert planned(datadog, changed).changes == ()


def test_what_people_set_beside_it_stays(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE)
    with organisation() as datadog:
        applied(datadog, wanted)
        [found] = there(datadog)
        switch(datadog, found, "paused")
        options = {**found["options"], "ci": {"executionRule": "skipped"}}
        edited = {**found, "options": options, "tags": [*found["tags"], "reviewed:yes"], "message": "?"}
        edited.pop("status")
        ask(datadog, "PUT", f"{TESTS}/api/{found['public_id']}", edited)
        [update] = applied(datadog, wanted).updates
        assert [field.path for field in update.fields] == ["message"]
        [healed] = there(datadog)
    assert (healed["status"], healed["options"]["ci"]) == ("paused", {"executionRule": "skipped"})
    assert "reviewed:yes" in healed["tags"]
    assert "Nobody can pay." in healed["message"]


def test_a_status_that_is_declared_is_held_up(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE.replace('title="', 'status="paused", title="'))
    with organisation() as datadog:
        applied(datadog, wanted)
        [found] = there(datadog)
        assert found["status"] == "paused"
        switch(datadog, found, "live")
        [update] = applied(datadog, wanted).updates
        assert [(field.path, field.before, field.after) for field in update.fields] == [("status", "live", "paused")]


def test_what_is_deleted_by_hand_is_made_again(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE)
    with organisation() as datadog:
        applied(datadog, wanted)
        ask(datadog, "POST", f"{TESTS}/delete", {"public_ids": [there(datadog)[0]["public_id"]]})
        assert changes(applied(datadog, wanted)) == [("Create", "synthetic_test", KEY)]
        assert len(there(datadog)) == len(of_test(datadog)) == 1


def test_a_mark_stripped_by_hand_is_put_on_again(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE)
    with organisation() as datadog:
        applied(datadog, wanted)
        [found] = there(datadog)
        ask(datadog, "PUT", f"{TESTS}/api/{found['public_id']}", {**found, "tags": []})
        assert [(kind, key) for _, kind, key in changes(applied(datadog, wanted))] == [("synthetic_test", KEY)]
        assert len(there(datadog)) == 1


def test_another_subtype_is_another_test(tmp_path: Path) -> None:
    ssl = """page = SyntheticTest("page", feature=checkout, title="The certificate lasts", what="It ends soon.",
        subtype="ssl", config={"request": {"host": "$env.example.com", "port": 443}}, locations=["aws:eu-west-1"],
        assertions=[Assertion("certificate", "isInMoreThan", 10)])"""
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", PAGE))
        other = catalog(tmp_path / "after", ssl)
        plan = applied(datadog, other)
        assert changes(plan) == [("Create", "synthetic_test", KEY), ("Delete", "synthetic_test", KEY)]
        [found] = there(datadog)
        assert (found["subtype"], found["config"]["request"]["host"]) == ("ssl", "prod.example.com")
        assert planned(datadog, other).changes == ()


def test_those_of_people_and_of_other_catalogs_stay(tmp_path: Path) -> None:
    theirs = catalog(tmp_path / "theirs", PAGE, name="billing")
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", PAGE))
        applied(datadog, theirs, name="billing")
        by_hand(datadog)
        by_hand(datadog, name="[prod] checkout: The checkout answers")
        plan = applied(datadog, catalog(tmp_path / "after"))
        assert changes(plan) == [("Delete", "synthetic_test", KEY)]
        assert planned(datadog, theirs, name="billing").changes == ()
        assert len(there(datadog)) == len(of_test(datadog)) == 3


def test_an_environment_has_a_test_of_its_own(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "prod", PAGE))
        staging = catalog(tmp_path / "staging", PAGE, env="staging")
        [resource] = [each for each in staging if each.kind == "synthetic_test"]
        assert resource.body["config"]["request"]["url"] == "https://staging.example.com/checkout"
        assert resource.body["name"].startswith("[staging]")
        assert "@slack-payments" not in resource.body["message"]


def test_a_test_that_counts_in_a_composite_is_kept_and_the_reason_told(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", PAGE))
        [monitor] = of_test(datadog)
        other = datadog.create({"type": "query alert", "name": "x", "query": "avg(last_5m):avg:a.b{*} > 1"})
        query = f"{monitor['id']} && {other}"
        datadog.create({"type": "composite", "name": "both", "query": query})
        plan = planned(datadog, catalog(tmp_path / "after"))
        [outcome] = carried_out(datadog, plan)
        assert "both" in str(outcome.error)
        assert len(there(datadog)) == 1


def test_more_than_a_page_of_tests_is_read_to_the_end(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE)
    with organisation() as datadog:
        for number in range(101):
            by_hand(datadog, name=f"Test {number}")
        applied(datadog, wanted)
        assert planned(datadog, wanted).changes == ()
        pages = [call.query for call in datadog.faulty.calls if call.path == TESTS]
    assert [query.partition("page_number=")[2] for query in pages[-3:]] == ["0", "1", "2"]


def test_its_message_links_to_the_page_of_its_feature(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, f"{PAGE}\nshown = feature_page(checkout)")
    with organisation() as datadog:
        applied(datadog, wanted)
        [page] = ask(datadog, "GET", "/api/v1/dashboard")["dashboards"]
        assert planned(datadog, wanted).changes == ()
        assert f"/dashboard/{page['id']}" in there(datadog)[0]["message"]


def test_what_a_run_deleted_is_put_back_from_its_journal(tmp_path: Path) -> None:
    wanted = catalog(
        tmp_path / "declared", PAGE.replace('what="Nobody can pay.",', 'what="Nobody can pay.", retries=0,')
    )
    with organisation() as datadog:
        applied(datadog, wanted)
        past = rollback.applied(datadog, [], tmp_path)
        assert there(datadog) == of_test(datadog) == []
        rollback.taken_back(datadog, past, tmp_path)
        assert planned(datadog, wanted).changes == ()
        assert len(there(datadog)) == len(of_test(datadog)) == 1


@pytest.mark.parametrize("fault", [Lose(), Drop()])
@pytest.mark.parametrize("is_deleted", [False, True], ids=["made", "deleted"])
def test_cut_off_at_any_request_the_next_run_ends_in_the_same_state(
    fault: Fault, is_deleted: bool, tmp_path: Path
) -> None:
    def ended(datadog: Organisation) -> None:
        assert len(there(datadog)) == len(of_test(datadog)) == (0 if is_deleted else 1)

    before, wanted = catalog(tmp_path / "without"), catalog(tmp_path / "with", PAGE)
    if is_deleted:
        before, wanted = wanted, before
    assert cut_off_everywhere(fault, before, wanted, ended) > 5


def test_a_create_whose_answer_is_lost_makes_one(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE)
    with organisation(on("POST", f"{TESTS}/api", Lose())) as datadog:
        applied(datadog, wanted)
        assert len(there(datadog)) == 1
        assert planned(datadog, wanted).changes == ()


def test_keys_that_may_not_read_tests_do_for_a_catalog_without_any(tmp_path: Path) -> None:
    with organisation(on("GET", TESTS, *[Instead(403, {"errors": ["Forbidden"]})] * 2)) as datadog:
        assert planned(datadog, catalog(tmp_path / "none")).changes == ()
        with pytest.raises(ApiError, match="synthetic_test"):
            planned(datadog, catalog(tmp_path / "one", PAGE))


def test_a_key_in_a_header_is_refused_and_never_shown(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as refused:
        catalog(tmp_path, PAGE.replace("Bearer {{ SHOP_TOKEN }}", "Bearer 0a1b2c3d4e5f"))
    assert "config.request.headers.Authorization: a secret stands in it" in str(refused.value)
    assert "0a1b2c3d4e5f" not in str(refused.value)
