"""What a run overwrote and deleted is put back over real HTTP, with the new ids wherever the old ones stood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dogwatch.apply import Journal, Outcome, Past, Scope, Wanted, apply, read_journal, rollback_plan, standing_now
from dogwatch.cli.survey import Survey
from dogwatch.kinds import Body, Reference, Request, Resource
from dogwatch.names import PROTECTED_TAG
from dogwatch.plan import Create, Plan, diff
from tests.bodies import KEY, LOG_ALERT, declared, resource
from tests.faults import Answer, Lose
from tests.organisation import Organisation, organisation
from tests.test_references_end_to_end import EVERYTHING, PAGE_KEY, page, slow

SCOPE = Scope("https://api.datadoghq.eu", "shop", "prod")


def planned(datadog: Organisation, wanted: Sequence[Resource]) -> Plan:
    return diff(wanted, Survey(datadog.send, datadog.target, "shop", wanted).found(), "somewhere")


def carried_out(
    datadog: Organisation, plan: Plan, folder: Path, command: str = "apply", suspects: Sequence[Reference] = ()
) -> tuple[list[Outcome], Past]:
    with Journal.create(folder, SCOPE, command) as journal:
        outcomes = apply(
            plan,
            datadog.send,
            lambda seconds: None,
            parallel=8,
            watch=lambda outcome: None,
            journal=journal,
            suspects=suspects,
        )
    return outcomes, read_journal(journal.path)


def applied(datadog: Organisation, wanted: Sequence[Resource], folder: Path) -> Past:
    outcomes, past = carried_out(datadog, planned(datadog, wanted), folder)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    return past


def back(datadog: Organisation, past: Past, wanted: Wanted = Wanted()) -> Plan:  # noqa: B008 - frozen
    return rollback_plan(past, standing_now(datadog.send, past, 8), wanted, "somewhere")


def taken_back(datadog: Organisation, past: Past, folder: Path, wanted: Wanted = Wanted()) -> Past:  # noqa: B008
    outcomes, journal = carried_out(datadog, back(datadog, past, wanted), folder, "rollback")
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    return journal


def said(plan: Plan) -> set[tuple[str, str]]:
    return {(type(change).__name__, change.key) for change in plan.changes}


def test_what_was_deleted_comes_back_and_everything_refers_to_it_by_its_new_id(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING, tmp_path)
        past = applied(datadog, [], tmp_path)
        assert datadog.monitors() == []
        taken_back(datadog, past, tmp_path)
        assert said(planned(datadog, EVERYTHING)) == set()
        assert len(datadog.monitors()) == 3
        assert said(back(datadog, past)) == set()  # a second time there is nothing to do


def test_a_page_that_stayed_is_healed_as_well(tmp_path: Path) -> None:
    """The run took an SLO and its alert out of the page, and deleted them; the page has kept its id."""
    bare = page(widgets=[{"definition": {"type": "note", "content": "Nothing here."}}])
    with organisation() as datadog:
        applied(datadog, EVERYTHING, tmp_path)
        before = datadog.send(Request("GET", "/api/v1/dashboard")).body["dashboards"]
        past = applied(datadog, [bare, slow()], tmp_path)
        plan = back(datadog, past)
        assert ("Update", PAGE_KEY) in said(plan)
        taken_back(datadog, past, tmp_path)
        assert said(planned(datadog, EVERYTHING)) == set()
        assert [each["id"] for each in datadog.send(Request("GET", "/api/v1/dashboard")).body["dashboards"]] == [
            each["id"] for each in before
        ]


def test_what_was_overwritten_is_as_it_was_with_tags_and_fields_that_nobody_declares(tmp_path: Path) -> None:
    with organisation() as datadog:
        id = datadog.create(declared(priority=2, options={"thresholds": {"critical": 0.4}, "renotify_interval": 60}))
        datadog.edit(id, tags=[*declared()["tags"], "area:west", "note:mine"])
        before = datadog.monitors()
        changed = resource(message="New.", tags=[*declared()["tags"], "area:east", "extra:1"])
        past = applied(datadog, [changed], tmp_path)
        assert datadog.monitors()[0]["message"] == "New."
        taken_back(datadog, past, tmp_path)
        after = datadog.monitors()
    assert [settled(monitor) for monitor in after] == [settled(monitor) for monitor in before]


def settled(monitor: Body) -> Body:
    """A monitor without the times that each write sets, and with its tags in one order."""
    kept = {name: value for name, value in monitor.items() if not name.startswith("modified")}
    return {**kept, "tags": sorted(monitor["tags"])}


def test_what_moved_since_is_said_and_left_alone_unless_that_is_asked_for(tmp_path: Path) -> None:
    with organisation() as datadog:
        id = datadog.create(declared())
        past = applied(datadog, [resource(message="New.")], tmp_path)
        datadog.edit(id, message="By hand.")
        plan = back(datadog, past)
        assert plan.changes == ()
        assert [thing.reason for thing in plan.left_alone] == [
            "somebody changed it since; --overwrite puts it back all the same"
        ]
        taken_back(datadog, past, tmp_path, Wanted(overwrites_moved=True))
        assert datadog.monitors()[0]["message"] == declared()["message"]


def test_a_tag_that_somebody_added_since_counts_as_moved(tmp_path: Path) -> None:
    with organisation() as datadog:
        id = datadog.create(declared())
        past = applied(datadog, [resource(message="New.")], tmp_path)
        datadog.edit(id, tags=[*declared()["tags"], "seen:yes"])
        assert len(back(datadog, past).left_alone) == 1


def test_what_was_deleted_since_or_made_again_since_is_said(tmp_path: Path) -> None:
    with organisation() as datadog:
        ids = [datadog.create(declared(key)) for key in ("shop/a", "shop/b")]
        past = applied(datadog, [resource("shop/a", message="New.")], tmp_path)
        datadog.delete(ids[0])
        made = datadog.create(declared("shop/b", message="Another."))
        plan = back(datadog, past)
    assert plan.changes == ()
    assert {(thing.key, thing.ids, thing.reason) for thing in plan.left_alone} == {
        ("shop/a", (str(ids[0]),), "it was deleted since; nothing is there to be put back"),
        ("shop/b", (str(made),), "another stands in its place by now"),
    }


def test_what_was_created_stays_unless_that_is_asked_for(tmp_path: Path) -> None:
    with organisation() as datadog:
        past = applied(datadog, EVERYTHING, tmp_path)
        assert back(datadog, past).changes == ()
        assert {thing.reason for thing in back(datadog, past).left_alone} == {
            "the run created it; --remove-created deletes it"
        }
        taken_back(datadog, past, tmp_path, Wanted(removes_created=True))
        assert datadog.monitors() == []
        assert said(planned(datadog, EVERYTHING)) == {("Create", each.key) for each in EVERYTHING}


def test_a_re_creation_is_taken_back_as_one(tmp_path: Path) -> None:
    with organisation() as datadog:
        old = datadog.create(declared(**LOG_ALERT))
        past = applied(datadog, [resource()], tmp_path)
        assert [change.do for change in past.writes] == ["create", "delete"]
        assert {thing.reason for thing in back(datadog, past).left_alone} == {
            "another stands in its place by now",
            "the run created it; --remove-created deletes it",
        }
        taken_back(datadog, past, tmp_path, Wanted(removes_created=True))
        [monitor] = datadog.monitors()
    assert monitor["type"] == "log alert"
    assert monitor["id"] != old


def test_a_write_of_which_nobody_knows_is_taken_back_if_it_happened(tmp_path: Path) -> None:
    with organisation() as datadog:
        id = datadog.create(declared())
        datadog.faulty.rule = lambda call: Lose() if call.method == "PUT" else None
        outcomes, past = carried_out(datadog, planned(datadog, [resource(message="New.")]), tmp_path)
        datadog.faulty.rule = lambda call: None
        assert outcomes[0].is_certain is False
        assert datadog.monitors()[0]["message"] == "New."
        taken_back(datadog, past, tmp_path)
        assert datadog.monitors()[0]["message"] == declared()["message"]
        assert datadog.monitors()[0]["id"] == id


def test_a_write_that_was_refused_has_nothing_to_take_back(tmp_path: Path) -> None:
    with organisation() as datadog:
        datadog.create(declared())
        datadog.faulty.rule = lambda call: Answer(400, {"errors": ["no"]}) if call.method == "PUT" else None
        _, past = carried_out(datadog, planned(datadog, [resource(message="New.")]), tmp_path)
        assert back(datadog, past).changes == back(datadog, past).left_alone == ()


def test_what_is_protected_stays_though_the_run_created_it(tmp_path: Path) -> None:
    with organisation() as datadog:
        past = applied(datadog, [resource(tags=[*declared()["tags"], PROTECTED_TAG])], tmp_path)
        plan = back(datadog, past, Wanted(removes_created=True, overwrites_moved=True))
        assert plan.changes == ()
        assert [one.reason for one in plan.left_alone] == [
            "the run created it, and it is protected; declare protect=False and apply before it goes"
        ]


def test_what_a_create_met_and_overwrote_is_put_back_and_not_removed(tmp_path: Path) -> None:
    """An earlier run, of an earlier catalog, had made it, and no list showed it when the plan was made."""
    plan = Plan("somewhere", (Create("monitor", KEY, declared()),), 0, 0)
    with organisation() as datadog:
        datadog.create(declared(message="Earlier."))
        _, past = carried_out(datadog, plan, tmp_path, suspects=[Reference("monitor", KEY)])
        assert [monitor["message"] for monitor in datadog.monitors()] == [declared()["message"]]
        taken_back(datadog, past, tmp_path, Wanted(removes_created=True))
        assert [monitor["message"] for monitor in datadog.monitors()] == ["Earlier."]


def test_a_rollback_can_be_taken_back_too(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING, tmp_path)
        past = applied(datadog, [slow()], tmp_path)
        again = taken_back(datadog, past, tmp_path)
        assert len(datadog.monitors()) == 3
        taken_back(datadog, again, tmp_path, Wanted(removes_created=True))
        assert said(planned(datadog, [slow()])) == set()
        assert len(datadog.monitors()) == 1
