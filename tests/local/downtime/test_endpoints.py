from typing import Any

import pytest

from tests.local.organisation import NOON, Clock, Organisation

PATH = "/api/v2/downtime"
HOUR = 3600


def data(**changes: Any) -> dict[str, Any]:
    attributes = {"scope": "env:prod", "monitor_identifier": {"monitor_tags": ["team:a"]}, **changes}
    return {"data": {"type": "downtime", "attributes": {k: v for k, v in attributes.items() if v is not ...}}}


def made(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    status, answer = organisation.ask("POST", PATH, data(**changes))
    assert status == 200, answer
    return dict(answer["data"])


def read(organisation: Organisation, id: str) -> dict[str, Any]:
    status, answer = organisation.ask("GET", f"{PATH}/{id}")
    assert status == 200
    return dict(answer["data"]["attributes"])


def test_without_a_schedule_it_begins_now_and_goes_on():
    organisation = Organisation()
    attributes = made(organisation)["attributes"]
    assert attributes["schedule"] == {"start": "2026-01-02T12:00:00.345678+00:00", "end": None}
    assert (attributes["status"], attributes["canceled"], attributes["message"]) == ("active", None, None)
    assert (attributes["notify_end_states"], attributes["notify_end_types"]) == (
        ["alert", "warn", "no data"],
        ["expired"],
    )
    assert (attributes["display_timezone"], attributes["mute_first_recovery_notification"]) == ("UTC", False)


def test_tells_who_made_it_where_that_is_asked():
    organisation = Organisation()
    monitor = organisation.created()["id"]
    _, answer = organisation.ask("POST", PATH, data(monitor_identifier={"monitor_id": monitor}))
    id = answer["data"]["id"]
    assert answer["data"]["relationships"]["monitor"] == {"data": {"type": "monitor", "id": str(monitor)}}
    assert answer["included"][0]["type"] == "users"
    assert "relationships" not in organisation.ask("GET", f"{PATH}/{id}")[1]["data"]
    _, answer = organisation.ask("GET", f"{PATH}/{id}", include="created_by")
    assert answer["data"]["relationships"] == {
        "created_by": {"data": {"type": "users", "id": answer["included"][0]["id"]}}
    }
    assert organisation.ask("GET", f"{PATH}/{id}", include="weather")[0] == 400


def test_lives_from_scheduled_over_active_to_ended():
    clock = Clock()
    organisation = Organisation(clock)
    id = made(organisation, schedule={"start": "2026-01-02T13:00:00Z", "end": "2026-01-02T15:00:00+01:00"})["id"]
    statuses = []
    for _ in range(3):
        statuses.append(read(organisation, id)["status"])
        clock.pass_(HOUR)
    assert statuses == ["scheduled", "active", "ended"]
    assert read(organisation, id)["schedule"] == {
        "start": "2026-01-02T13:00:00+00:00",
        "end": "2026-01-02T14:00:00+00:00",
    }


def test_one_that_recurs_shows_which_is_current():
    clock = Clock()
    organisation = Organisation(clock)
    rule = {"rrule": "FREQ=DAILY;INTERVAL=1", "duration": "1h", "start": "2026-01-02T20:00:00"}
    id = made(organisation, schedule={"recurrences": [rule], "timezone": "Europe/Berlin"})["id"]
    schedule = read(organisation, id)["schedule"]
    assert schedule["current_downtime"] == {"start": "2026-01-02T19:00:00+00:00", "end": "2026-01-02T20:00:00+00:00"}
    assert (schedule["recurrences"], schedule["timezone"]) == ([rule], "Europe/Berlin")
    clock.pass_(9 * HOUR)
    organisation.ask("DELETE", f"{PATH}/{id}")
    schedule = read(organisation, id)["schedule"]
    assert schedule["current_downtime"]["start"] == "2026-01-02T19:00:00+00:00"


def test_a_recurrence_without_a_start_begins_now_on_its_clock():
    rule = {"rrule": "FREQ=DAILY", "duration": "30m"}
    organisation = Organisation()
    shown = made(organisation, schedule={"recurrences": [rule], "timezone": "Asia/Tokyo"})["attributes"]
    assert shown["schedule"]["recurrences"][0]["start"] == "2026-01-02T21:00:00.345678"
    assert shown["status"] == "active"


def test_an_update_changes_what_it_says_and_a_schedule_as_a_whole():
    clock = Clock()
    organisation = Organisation(clock)
    id = made(organisation, message="a", schedule={"start": "2026-01-02T13:00:00Z", "end": None})["id"]
    clock.pass_(60)
    changes = {"schedule": {"end": "2026-01-03T00:00:00Z"}, "notify_end_types": ["canceled"]}
    update = {"data": {"type": "downtime", "id": id, "attributes": changes}}
    status, answer = organisation.ask("PATCH", f"{PATH}/{id}", update)
    attributes = answer["data"]["attributes"]
    assert (status, attributes["message"], attributes["notify_end_types"]) == (200, "a", ["canceled"])
    assert attributes["schedule"] == {"start": "2026-01-02T12:01:00.345678+00:00", "end": "2026-01-03T00:00:00+00:00"}
    assert attributes["modified"] > attributes["created"]


def test_can_be_canceled_again_and_again_and_read_afterwards():
    organisation = Organisation()
    id = made(organisation)["id"]
    assert [organisation.ask("DELETE", f"{PATH}/{id}") for _ in range(2)] == [(204, None)] * 2
    assert (read(organisation, id)["status"], read(organisation, id)["canceled"]) == ("canceled", NOON.isoformat())


def test_lists_what_is_not_over():
    clock = Clock()
    organisation = Organisation(clock)
    active = made(organisation)["id"]
    clock.pass_(1)
    later = made(organisation, schedule={"start": "2030-01-01T00:00:00Z"})["id"]
    organisation.ask("DELETE", f"{PATH}/{made(organisation, scope='env:dev')['id']}")

    def ids(**query: Any) -> list[str]:
        return [each["id"] for each in organisation.ask("GET", PATH, **query)[1]["data"]]

    assert ids() == [active, later]
    assert ids(current_only="true") == [active]
    assert ids(**{"page[limit]": 1, "page[offset]": 1}) == [later]
    _, answer = organisation.ask("GET", PATH, include="created_by", **{"page[limit]": 1})
    assert (answer["meta"], len(answer["included"])) == ({"page": {"total_filtered_count": 2}}, 1)


def test_a_duplicate_is_refused_as_long_as_the_first_is_not_over():
    organisation = Organisation()
    schedule = {"start": "2030-01-01T00:00:00Z", "end": None}
    id = made(organisation, schedule=schedule)["id"]
    status, answer = organisation.ask("POST", PATH, data(schedule=schedule))
    said = f"The downtime being created is a duplicate of one or more existing downtimes: ['{id}']"
    assert (status, answer) == (400, {"errors": [said]})
    organisation.ask("DELETE", f"{PATH}/{id}")
    assert organisation.ask("POST", PATH, data(schedule=schedule))[0] == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scope": ...}, "'scope' is a required property"),
        ({"monitor_identifier": ...}, "'monitor_identifier' is a required property"),
        ({"colour": 1}, "Additional properties are not allowed ('colour' was unexpected)"),
        ({"schedule": {"until": None}}, "Additional properties are not allowed ('until' was unexpected)"),
        ({"scope": "prod"}, "All values must have a key"),
        ({"scope": "a:(b"}, ""),
        ({"monitor_identifier": {}}, "it must have a monitor_id or monitor_tags"),
        ({"monitor_identifier": {"monitor_tags": []}}, "it must have a monitor_id or monitor_tags"),
        ({"monitor_identifier": {"monitor_tags": ["a"] * 33}}, "at most 32 tags"),
        ({"schedule": {"start": "2026-01-02T12:00:00"}}, "it must have an offset"),
        ({"schedule": {"start": "soon"}}, "'start' is invalid"),
        ({"schedule": {"end": "2026-01-02T12:00:00Z"}}, "not later than start and now"),
        (
            {"schedule": {"start": "2026-01-01T00:00:00Z", "end": "2026-01-02T00:00:00Z"}},
            "not later than start and now",
        ),
        ({"schedule": {"recurrences": []}}, "'recurrences' is invalid"),
        ({"schedule": {"recurrences": [{"rrule": "FREQ=DAILY", "duration": "1y"}]}}, "m, h, d and w"),
        ({"schedule": {"recurrences": [{"rrule": "DAILY", "duration": "1h"}]}}, "FREQ must be one of"),
        ({"notify_end_states": ["ok"]}, "alert, warn, no data"),
        ({"notify_end_types": "expired"}, "canceled, expired"),
        ({"display_timezone": "Mars"}, "'display_timezone' is invalid"),
        ({"mute_first_recovery_notification": 1}, "'mute_first_recovery_notification' is invalid"),
    ],
)
def test_refuses_what_is_no_downtime(changes: dict[str, Any], said: str):
    status, answer = Organisation().ask("POST", PATH, data(**changes))
    assert status == 400
    assert said in answer["errors"][0]


def test_what_is_not_there_is_named_as_recorded():
    organisation = Organisation()
    none = "00000000-0000-1234-0000-000000000000"
    assert organisation.ask("GET", f"{PATH}/{none}") == (404, {"errors": ["Downtime not found"]})
    assert organisation.ask("PATCH", f"{PATH}/{none}", data()) == (404, {"errors": ["Downtime not found"]})
    assert organisation.ask("DELETE", f"{PATH}/{none}") == (404, {"errors": [f"Downtime {none} not found"]})
    said = {"errors": ["Invalid URL param: downtime_id must be an uuid"]}
    assert organisation.ask("GET", f"{PATH}/1") == (400, said)
    assert organisation.ask("POST", PATH, data(monitor_identifier={"monitor_id": 1}))[0] == 404
