from datetime import UTC, datetime
from typing import Any

import pytest

from tests.local.organisation import NOON, Organisation

SECOND = int(NOON.timestamp())
PATH = "/api/v1/slo/correction"


def data(**changes: Any) -> dict[str, Any]:
    attributes = {"start": SECOND, "end": SECOND + 3600, "category": "Other", "description": "moving", **changes}
    return {"data": {"type": "correction", "attributes": {k: v for k, v in attributes.items() if v is not ...}}}


def made(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    status, answer = organisation.ask("POST", PATH, data(**changes))
    assert status == 200, answer
    return dict(answer["data"])


def test_shows_no_times_when_it_is_made_and_them_when_it_is_read():
    organisation = Organisation()
    slo = organisation.created_slo()["id"]
    correction = made(organisation, slo_id=slo)
    attributes = correction["attributes"]
    filled = [attributes[name] for name in ("slo_id", "slo_query", "timezone", "rrule", "duration")]
    assert filled == [slo, None, "UTC", None, None]
    assert [attributes[name] for name in ("created_at", "modified_at", "modifier")] == [None, None, None]
    _, read = organisation.ask("GET", f"{PATH}/{correction['id']}")
    assert read["data"] == {**correction, "attributes": {**attributes, "created_at": SECOND, "modified_at": SECOND}}


def test_an_update_changes_what_it_says():
    organisation = Organisation()
    correction = made(organisation, slo_query="env:prod")
    update = {"data": {"type": "correction", "attributes": {"slo_query": "env:dev", "category": "Deployment"}}}
    status, answer = organisation.ask("PATCH", f"{PATH}/{correction['id']}", update)
    attributes = answer["data"]["attributes"]
    changed = attributes["slo_query"], attributes["category"], attributes["description"]
    assert (status, *changed) == (200, "env:dev", "Deployment", "moving")
    assert attributes["modifier"]["data"]["type"] == "users"
    assert organisation.ask("GET", f"{PATH}/{correction['id']}")[1] == answer


def test_is_gone_when_it_is_deleted():
    organisation = Organisation()
    id = made(organisation, slo_query="env:prod")["id"]
    assert organisation.ask("DELETE", f"{PATH}/{id}") == (204, None)
    for method in ("GET", "DELETE", "PATCH"):
        assert organisation.ask(method, f"{PATH}/{id}", data())[0] == 404


def test_lists_all_and_those_of_an_slo():
    organisation = Organisation()
    prod, dev = (organisation.created_slo(tags=[f"env:{env}"])["id"] for env in ("prod", "dev"))
    several = {"slo_id": prod}, {"slo_query": "env:(prod OR dev)"}, {"slo_id": dev}
    ids = [made(organisation, **said)["id"] for said in several]
    _, answer = organisation.ask("GET", PATH)
    assert sorted(each["id"] for each in answer["data"]) == sorted(ids)
    assert answer["meta"] == {"page": {"total_count": 3, "total_filtered_count": 3}}
    assert len(organisation.ask("GET", PATH, offset=1, limit=1)[1]["data"]) == 1
    _, answer = organisation.ask("GET", f"/api/v1/slo/{prod}/corrections")
    assert sorted(each["id"] for each in answer["data"]) == sorted(ids[:2])
    assert (answer["meta"]["pagination"]["total"], answer["meta"]["pagination"]["next_offset"]) == (2, 10)
    assert answer["links"]["next"] == f"/api/v1/slo/{prod}/corrections?page[offset]=10&page[limit]=10"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "exactly one of slo_id and slo_query"),
        ({"slo_id": "a", "slo_query": "b:c"}, "exactly one of slo_id and slo_query"),
        ({"slo_query": "a:b", "start": ...}, "start: Missing data for required field."),
        ({"slo_query": "a:b", "category": "Lunch"}, "category: Must be one of: Scheduled Maintenance"),
        ({"slo_query": "a:b", "end": None}, "end: Field may not be null."),
        ({"slo_query": "a:b", "end": SECOND}, "end must be later than start"),
        ({"slo_query": "a:b", "start": "now"}, "start: Not a valid integer."),
        ({"slo_query": "a:b", "colour": "red"}, "colour: Unknown field."),
        ({"slo_query": "a:(b"}, "slo_query: "),
        ({"slo_query": "a:b", "rrule": "FREQ=DAILY"}, "an rrule needs a duration and no end"),
        ({"slo_query": "a:b", "end": ..., "rrule": "FREQ=SOMETIMES", "duration": 60}, "rrule: FREQ must be one of"),
        (
            {"slo_query": "a:b", "end": ..., "rrule": "FREQ=MONTHLY;BYMONTHDAY=1", "duration": 60},
            "BYMONTHDAY is not",
        ),
    ],
)
def test_refuses_what_is_no_correction(changes: dict[str, Any], said: str):
    status, answer = Organisation().ask("POST", PATH, data(**changes))
    assert status == 400
    assert said in answer["errors"][0]


def test_an_slo_that_is_not_there_has_none():
    organisation = Organisation()
    assert organisation.ask("POST", PATH, data(slo_id="a"))[0] == 404
    assert organisation.ask("GET", "/api/v1/slo/a/corrections")[0] == 404
    assert organisation.ask("PUT", PATH, data())[0] == 501


@pytest.mark.parametrize(
    ("rule", "most", "said"),
    [
        (None, 100, "100 one-time corrections over 90 days"),
        ("FREQ=DAILY;INTERVAL=2", 2, "2 daily recurring"),
        ("FREQ=WEEKLY;BYDAY=MO", 3, "3 weekly recurring"),
        ("FREQ=MONTHLY", 5, "5 monthly recurring"),
    ],
)
def test_an_slo_has_as_many_corrections_as_it_may_have(rule: str | None, most: int, said: str):
    organisation = Organisation()
    slo, other = (organisation.created_slo(name=name)["id"] for name in ("a", "b"))
    changes = {} if rule is None else {"rrule": rule, "duration": 3600, "end": ...}
    for _ in range(most):
        last = made(organisation, slo_id=slo, **changes)
    status, answer = organisation.ask("POST", PATH, data(slo_id=slo, **changes))
    assert (status, said in str(answer)) == (400, True), answer

    made(organisation, slo_id=other, **changes)
    made(organisation, slo_query="env:prod", **changes)
    made(organisation, slo_id=slo, rrule="FREQ=YEARLY", duration=60, end=...)
    assert organisation.ask("DELETE", f"{PATH}/{last['id']}")[0] == 204
    made(organisation, slo_id=slo, **changes)


def test_corrections_that_were_over_long_ago_do_not_count():
    organisation = Organisation()
    slo = organisation.created_slo()["id"]
    for days in (95, 94, 93, 89, 88):
        start = SECOND - days * 86400
        until = datetime.fromtimestamp(start + 7200, UTC).strftime("%Y%m%dT%H%M%SZ")
        made(organisation, slo_id=slo, rrule=f"FREQ=DAILY;UNTIL={until}", duration=3600, start=start, end=...)
    one_more = data(slo_id=slo, rrule="FREQ=DAILY", duration=60, end=...)
    assert organisation.ask("POST", PATH, one_more)[0] == 400
