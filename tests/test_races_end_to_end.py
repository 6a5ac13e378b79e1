"""Two runs at once from two machines, which no lock keeps apart: found and healed at the next plan."""

from __future__ import annotations

from dogwatch.apply import apply
from dogwatch.kinds import Body, Request
from dogwatch.plan import Create, Plan
from dogwatch.report import plan_lines
from tests.faults import Answer, on
from tests.organisation import Organisation, organisation
from tests.test_references_end_to_end import EVERYTHING, PAGE_KEY, SLO_KEY, applied, page, planned


def both_applied(datadog: Organisation, first: Plan, second: Plan) -> None:
    for plan in (first, second):
        outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        assert [outcome.error for outcome in outcomes if outcome.error] == []


def listed(datadog: Organisation, path: str, name: str) -> list[Body]:
    found: list[Body] = datadog.send(Request("GET", path)).body[name]
    return found


def test_what_two_runs_made_twice_is_healed_by_the_next_plan() -> None:
    with organisation() as datadog:
        both_applied(datadog, planned(datadog, EVERYTHING), planned(datadog, EVERYTHING))
        assert len(listed(datadog, "/api/v1/slo", "data")) == 2
        assert len(listed(datadog, "/api/v1/dashboard", "dashboards")) == 2

        plan = planned(datadog, EVERYTHING)
        assert plan.left_alone == ()
        # Made within a second, either may be the elder, and what refers to the other one is updated.
        assert plan.creates == []
        assert {change.twin_of is None for change in plan.deletes} == {False}
        kept = next(change.twin_of for change in plan.deletes if change.key == SLO_KEY)
        assert any(f", a twin of {kept} that two runs made at once)" in line for line in plan_lines(plan))

        applied(datadog, EVERYTHING)
        assert planned(datadog, EVERYTHING).changes == ()
        assert [slo["id"] for slo in listed(datadog, "/api/v1/slo", "data")] == [kept]
        assert len(listed(datadog, "/api/v1/dashboard", "dashboards")) == 1
        assert len(datadog.monitors()) == 3


def test_what_goes_between_its_list_and_its_answer_is_made_again_once() -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING)
        [there] = listed(datadog, "/api/v1/dashboard", "dashboards")
        path = f"/api/v1/dashboard/{there['id']}"
        datadog.faulty.calls.clear()
        datadog.faulty.rule = on("GET", path, Answer(404, {"errors": [f"Dashboard with ID {there['id']} not found"]}))
        plan = planned(datadog, EVERYTHING)
        assert [(type(change), change.key) for change in plan.changes] == [(Create, PAGE_KEY)]
        assert datadog.send(Request("DELETE", path)).is_success

        outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        assert [outcome.error for outcome in outcomes] == [None]
        assert planned(datadog, EVERYTHING).changes == ()
        assert len(listed(datadog, "/api/v1/dashboard", "dashboards")) == 1


def test_what_goes_between_plan_and_apply_fails_alone_and_the_next_run_makes_it() -> None:
    with organisation() as datadog:
        applied(datadog, EVERYTHING)
        plan = planned(datadog, [*EVERYTHING[1:], page(title="Another")])
        [there] = listed(datadog, "/api/v1/dashboard", "dashboards")
        assert datadog.send(Request("DELETE", f"/api/v1/dashboard/{there['id']}")).is_success
        [outcome] = apply(plan, datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        assert "404" in str(outcome.error)

        applied(datadog, [*EVERYTHING[1:], page(title="Another")])
        assert [each["title"] for each in listed(datadog, "/api/v1/dashboard", "dashboards")] == ["Another"]
