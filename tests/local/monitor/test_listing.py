import pytest

from dogwatch.local.api.monitor.listing import scope_tags
from tests.local.organisation import Organisation


def ids(organisation: Organisation, **query: object) -> list[int]:
    status, listed = organisation.ask("GET", "/api/v1/monitor", **query)
    assert status == 200
    return [monitor["id"] for monitor in listed]


def numbered(count: int) -> tuple[Organisation, list[int]]:
    organisation = Organisation()
    return organisation, [organisation.created(name=f"load {number}")["id"] for number in range(count)]


def test_gives_everything_without_a_page():
    organisation, all_ids = numbered(103)
    assert ids(organisation) == all_ids
    assert ids(organisation, page_size=5) == all_ids


def test_pages_count_from_zero_and_hold_a_hundred_unless_told():
    organisation, all_ids = numbered(103)
    assert ids(organisation, page=0) == all_ids[:100]
    assert ids(organisation, page=1) == all_ids[100:]
    assert ids(organisation, page=1, page_size=40) == all_ids[40:80]
    assert ids(organisation, page=9) == []


def test_goes_on_behind_an_id():
    organisation, all_ids = numbered(5)
    assert ids(organisation, id_offset=0, page_size=2) == all_ids[:2]
    assert ids(organisation, id_offset=all_ids[1], page_size=2) == all_ids[2:4]
    organisation.ask("DELETE", f"/api/v1/monitor/{all_ids[2]}")
    assert ids(organisation, id_offset=all_ids[1]) == all_ids[3:]


@pytest.mark.parametrize(
    "query", [{"page": -1}, {"page": "x"}, {"page": 0, "page_size": 1001}, {"page": 0, "page_size": 0}]
)
def test_refuses_a_page_that_is_none(query: dict[str, object]):
    assert Organisation().ask("GET", "/api/v1/monitor", **query)[0] == 400


def test_filters_by_part_of_the_name_scope_and_tags():
    organisation = Organisation()
    one = organisation.created(name="CPU of web", query="avg(last_5m):avg:a{env:prod,app:web} by {host} > 1")["id"]
    two = organisation.created(name="memory", tags=["team:a", "tier:1"])["id"]
    assert ids(organisation, name="cpu") == [one]
    assert ids(organisation, tags="app:web,env:prod") == [one]
    assert ids(organisation, tags="host") == []
    assert ids(organisation, monitor_tags="tier:1,team:a") == [two]
    assert ids(organisation, monitor_tags="tier:1,team:b") == []


def test_filters_before_it_makes_pages():
    organisation = Organisation()
    wanted = [organisation.created(name=f"load {n}", tags=[f"part:{n % 2}"])["id"] for n in range(6)][1::2]
    assert ids(organisation, monitor_tags="part:1", page=0, page_size=2) == wanted[:2]
    assert ids(organisation, monitor_tags="part:1", page=1, page_size=2) == wanted[2:]
    assert ids(organisation, monitor_tags="part:1", id_offset=wanted[0], page_size=1) == wanted[1:2]


def test_knows_the_words_for_states():
    organisation, all_ids = numbered(1)
    assert ids(organisation, group_states="all,alert,warn,No Data,ok,ignored,skipped,unknown") == all_ids
    refused = organisation.ask("GET", "/api/v1/monitor", group_states="alert,nonsense")
    assert refused == (400, {"errors": ["Invalid group_state filters."]})


def test_scope_tags_are_those_of_all_scopes_without_groupings():
    assert scope_tags("avg(last_5m):avg:a{env:prod, !b:c} by {host} / sum:d{*} > 1") == {"env:prod", "!b:c"}
