"""Systems of a catalog over real HTTP: made, changed, healed, deleted; somebody else's are never written over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.plan import Plan
from tests.cutting import disturbed, on_paths
from tests.faults import Answer, Drop, Fault, Lose, on
from tests.organisation import Organisation, organisation
from tests.silenced import applied, ask, carried_out, catalog, changes, planned

ENTITIES = "/api/v2/catalog/entity"
KEY = "shop/checkout"
MARK = f"dogwatch:prod/{KEY}"
POLICY = """
@policy
def systems(feature):
    yield System(feature.name, feature=feature, environments="prod"{further})
"""
SYSTEM = POLICY.format(further="")
WITH_STORE = POLICY.format(further=', title="Checkout", components=["datastore:orders"]')
PAGE = 'page = Dashboard("page", feature=checkout, title="Page", widgets=[widgets.note("a")], linked=True)\n'


def systems(datadog: Organisation) -> dict[str, Any]:
    """The definitions of what is there, by their references."""
    answer = ask(datadog, "GET", f"{ENTITIES}?include=schema")
    schemas = [each["attributes"]["schema"] for each in answer.get("included", ())]
    return {f"{each['kind']}:{each['metadata']['namespace']}/{each['metadata']['name']}": each for each in schemas}


def by_hand(name: str, kind: str = "system", **metadata: Any) -> dict[str, Any]:
    return {"apiVersion": "v3", "kind": kind, "metadata": {"name": name, **metadata}}


def left_alone(plan: Plan) -> list[tuple[str, str]]:
    return [(each.key, each.reason) for each in plan.left_alone]


def test_a_feature_becomes_a_system_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PAGE + SYSTEM)
    with organisation() as datadog:
        assert changes(applied(datadog, wanted)) == [
            ("Create", "dashboard", "shop/checkout/page"),
            ("Create", "system", KEY),
        ]
        assert planned(datadog, wanted).changes == ()
        [(reference, system)] = systems(datadog).items()
        [dashboard] = ask(datadog, "GET", "/api/v1/dashboard")["dashboards"]
    assert reference == "system:default/checkout"
    assert system["spec"] == {"components": ["service:shop-api"], "tier": "3"}
    metadata = system["metadata"]
    assert (metadata["owner"], metadata["tags"][-1]) == ("payments", MARK)
    assert metadata["contacts"] == [{"name": "Alerts", "type": "slack", "contact": "@slack-payments"}]
    [link] = metadata["links"]
    assert (link["type"], link["url"].rpartition("/")[2]) == ("dashboard", dashboard["id"])


def test_a_change_of_the_declaration_is_sent(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", SYSTEM))
        changed = catalog(tmp_path / "after", WITH_STORE)
        [update] = applied(datadog, changed).updates
        assert [field.path for field in update.fields] == ["metadata.displayName", "spec.components"]
        assert planned(datadog, changed).changes == ()
        assert systems(datadog)["system:default/checkout"]["spec"]["components"] == [
            "service:shop-api",
            "datastore:orders",
        ]

        applied(datadog, catalog(tmp_path / "again", SYSTEM))
        assert "displayName" not in systems(datadog)["system:default/checkout"]["metadata"]


def test_what_is_deleted_by_hand_is_made_again_and_what_is_edited_goes_back(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, SYSTEM)
    with organisation() as datadog:
        applied(datadog, wanted)
        ask(datadog, "DELETE", f"{ENTITIES}/system:default/checkout")
        assert changes(applied(datadog, wanted)) == [("Create", "system", KEY)]

        system = systems(datadog)["system:default/checkout"]
        theirs = {
            "owner": "others",
            "tags": [*system["metadata"]["tags"], "cost_center:7"],
            "additionalOwners": [{"name": "finance"}],
        }
        metadata = {**system["metadata"], **theirs}
        ask(datadog, "POST", ENTITIES, {**system, "metadata": metadata, "extensions": {"theirs.example.com": 1}})
        [update] = applied(datadog, wanted).updates
        assert [(each.path, each.before, each.after) for each in update.fields] == [
            ("metadata.owner", "others", "payments")
        ]
        healed = systems(datadog)["system:default/checkout"]
        assert healed["metadata"]["owner"] == "payments"
        assert "cost_center:7" in healed["metadata"]["tags"]
        assert healed["metadata"]["additionalOwners"] == [{"name": "finance"}]
        assert healed["extensions"] == {"theirs.example.com": 1}
        assert planned(datadog, wanted).changes == ()


def test_a_system_that_somebody_has_already_is_left_alone_and_named(tmp_path: Path) -> None:
    theirs = by_hand("checkout", description="Ours since 2019", namespace="default")
    with organisation() as datadog:
        ask(datadog, "POST", ENTITIES, theirs)
        plan = applied(datadog, catalog(tmp_path / "shop", SYSTEM))
        assert plan.changes == ()
        assert left_alone(plan) == [
            (
                KEY,
                "there is a system:default/checkout already, and it carries no mark, so it is somebody's; it stays: "
                "give this one another name",
            )
        ]
        assert systems(datadog)["system:default/checkout"]["metadata"]["description"] == "Ours since 2019"

        elsewhere = catalog(tmp_path / "apart", POLICY.format(further=', namespace="shop"'))
        assert changes(applied(datadog, elsewhere)) == [("Create", "system", KEY)]
        assert set(systems(datadog)) == {"system:default/checkout", "system:shop/checkout"}


def test_of_two_catalogs_the_first_keeps_a_name_and_each_deletes_its_own(tmp_path: Path) -> None:
    with organisation() as datadog:
        ask(datadog, "POST", ENTITIES, by_hand("theirs"))
        ask(datadog, "POST", ENTITIES, by_hand("shop-api", kind="service"))
        applied(datadog, catalog(tmp_path / "before", SYSTEM))
        second = catalog(tmp_path / "second", SYSTEM, name="warehouse")
        plan = applied(datadog, second, name="warehouse")
        [(key, reason)] = left_alone(plan)
        assert (plan.changes, key) == ((), "warehouse/checkout")
        assert f"it belongs to {KEY} in prod" in reason

        assert changes(applied(datadog, catalog(tmp_path / "after"))) == [("Delete", "system", KEY)]
        assert set(systems(datadog)) == {"system:default/theirs", "service:default/shop-api"}
        assert changes(applied(datadog, second, name="warehouse")) == [("Create", "system", "warehouse/checkout")]


def test_under_another_name_it_is_made_anew_and_the_old_one_goes(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", SYSTEM))
        renamed = catalog(tmp_path / "after", POLICY.format(further=', namespace="shop"'))
        assert changes(applied(datadog, renamed)) == [("Create", "system", KEY), ("Delete", "system", KEY)]
        assert set(systems(datadog)) == {"system:shop/checkout"}
        assert planned(datadog, renamed).changes == ()


def test_a_name_that_somebody_takes_between_plan_and_apply_stays_theirs(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, SYSTEM)
    with organisation() as datadog:
        plan = planned(datadog, wanted)
        ask(datadog, "POST", ENTITIES, by_hand("checkout", description="Quicker"))
        [outcome] = carried_out(datadog, plan)
        assert outcome.error == (
            f"system {KEY}: create: there is a system:default/checkout by now, and it carries no mark, so it is "
            "somebody's; it stays"
        )
        assert systems(datadog)["system:default/checkout"]["metadata"]["description"] == "Quicker"


@pytest.mark.parametrize("fault", [Lose(), Drop(), Answer(503, "<html>"), Answer(429, {"errors": ["later"]})])
@pytest.mark.parametrize("number", range(1, 5))
def test_whatever_request_is_cut_off_the_next_run_ends_as_an_undisturbed_one(
    tmp_path: Path, fault: Fault, number: int
) -> None:
    before, after = catalog(tmp_path / "before", SYSTEM), catalog(tmp_path / "after", WITH_STORE)

    with organisation() as datadog:
        for wanted in (before, after):
            disturbed(datadog, wanted, on_paths(ENTITIES, number, fault))
            assert list(systems(datadog)) == ["system:default/checkout"]


def test_keys_that_may_not_read_the_software_catalog_do_for_a_catalog_without_systems(tmp_path: Path) -> None:
    with organisation(on("GET", ENTITIES, Answer(403, {"errors": ["Forbidden"]}))) as datadog:
        assert planned(datadog, catalog(tmp_path)).changes == ()


def test_a_page_that_cannot_be_made_holds_no_system_up(tmp_path: Path) -> None:
    def link() -> str:
        return str(systems(datadog)["system:default/checkout"]["metadata"]["links"][0]["url"])

    wanted = catalog(tmp_path, PAGE + SYSTEM)
    with organisation(on("POST", "/api/v1/dashboard", Answer(400, {"errors": ["not today"]}))) as datadog:
        failed = [outcome.change.kind for outcome in carried_out(datadog, planned(datadog, wanted)) if outcome.error]
        assert failed == ["dashboard"]
        assert link().endswith("/dashboard/lists")
        applied(datadog, wanted)
        [dashboard] = ask(datadog, "GET", "/api/v1/dashboard")["dashboards"]
        assert link().endswith(f"/dashboard/{dashboard['id']}")
        assert planned(datadog, wanted).changes == ()
