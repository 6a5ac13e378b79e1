"""Links from messages to pages, all the way to the embedded Datadog: they follow the page, and hold no alert up."""

from __future__ import annotations

from dogwatch.apply import Outcome, apply
from dogwatch.cli.survey import Survey
from dogwatch.kinds import Request, Resource
from dogwatch.names import Mark
from dogwatch.plan import Found, Plan, diff
from tests.bodies import KEY, resource
from tests.faults import Answer, on
from tests.organisation import Organisation, organisation

PAGE_KEY = "shop/checkout/page"
LINK = "Slow. https://app.example.com/dashboard/{}?live=false @slack-payments"
SLOW = resource(message=LINK.format(f"${{dashboard:{PAGE_KEY}}}"))
PAGE = Resource(
    "dashboard",
    PAGE_KEY,
    {
        "title": "Checkout",
        "description": Mark("prod", PAGE_KEY).tag,
        "layout_type": "ordered",
        "widgets": [{"definition": {"type": "note", "content": "How it does."}}],
    },
)


def planned(datadog: Organisation, *resources: Resource) -> Plan:
    return diff(resources, Survey(datadog.send, datadog.target, "shop", resources).found(), "here")


def applied(datadog: Organisation, *resources: Resource) -> list[Outcome]:
    plan = planned(datadog, *resources)
    return apply(plan, datadog.send, lambda seconds: None, parallel=4, watch=lambda outcome: None)


def message(datadog: Organisation) -> str:
    return str(datadog.by_name()[f"[prod] {KEY}"]["message"])


def pages(datadog: Organisation) -> list[str]:
    found = datadog.send(Request("GET", "/api/v1/dashboard")).body
    return [dashboard["id"] for dashboard in found["dashboards"]]


def test_a_message_links_to_the_page_that_the_same_run_makes() -> None:
    with organisation() as datadog:
        applied(datadog, SLOW, PAGE)
        assert message(datadog) == LINK.format(*pages(datadog))
        assert planned(datadog, SLOW, PAGE).changes == ()


def test_it_follows_a_page_that_was_deleted_by_hand() -> None:
    with organisation() as datadog:
        applied(datadog, SLOW, PAGE)
        (gone,) = pages(datadog)
        datadog.send(Request("DELETE", f"/api/v1/dashboard/{gone}"))
        assert len(applied(datadog, SLOW, PAGE)) == 2
        assert message(datadog) == LINK.format(*pages(datadog))


def test_a_page_that_is_refused_keeps_no_monitor_from_being_written() -> None:
    refused = on("POST", "/api/v1/dashboard", Answer(400, {"errors": ["no"]}))
    with organisation(refused) as datadog:
        outcomes = applied(datadog, SLOW, PAGE)
        assert {outcome.change.key: outcome.error is None for outcome in outcomes} == {KEY: True, PAGE_KEY: False}
        assert message(datadog) == LINK.format("lists")


def test_a_page_that_was_copied_with_its_mark_leaves_no_monitor_alone() -> None:
    with organisation() as datadog:
        applied(datadog, PAGE)
        datadog.send(Request("POST", "/api/v1/dashboard", body={**PAGE.body, "title": "Copy"}))
        plan = planned(datadog, SLOW, PAGE)
        assert [thing.key for thing in plan.left_alone] == [PAGE_KEY]
        assert [change.body["message"] for change in plan.creates] == [LINK.format("lists")]


def test_a_part_of_a_catalog_links_to_the_page_that_is_there_and_else_to_all() -> None:
    with organisation() as datadog:
        applied(datadog, SLOW)
        assert message(datadog) == LINK.format("lists")
        applied(datadog, PAGE, SLOW)
        assert planned(datadog, SLOW).updates == []


def test_a_monitor_does_not_wait_for_a_page_that_waits_for_data() -> None:
    waiting = {"dashboard": Found(waiting={PAGE_KEY: "the metric x has not reported yet"})}
    plan = diff([SLOW, PAGE], waiting, "here")
    assert [thing.key for thing in plan.waiting] == [PAGE_KEY]
    assert [change.body["message"] for change in plan.creates] == [LINK.format("lists")]
