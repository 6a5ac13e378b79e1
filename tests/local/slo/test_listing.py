import pytest

from tests.local.organisation import Organisation, slo


def listed(organisation: Organisation, **query: object) -> list[str]:
    status, answer = organisation.ask("GET", "/api/v1/slo", **query)
    assert status == 200
    return [each["name"] for each in answer["data"]]


def numbered(count: int) -> tuple[Organisation, list[str]]:
    organisation = Organisation()
    created = [organisation.created_slo(name=f"slo {number}") for number in range(count)]
    return organisation, [each["name"] for each in sorted(created, key=lambda each: each["id"])]


def test_shows_each_as_get_does_and_counts():
    organisation = Organisation()
    id = organisation.created_slo()["id"]
    _, found = organisation.ask("GET", f"/api/v1/slo/{id}")
    page = {"page": {"total_count": 1, "total_filtered_count": 1}}
    assert organisation.ask("GET", "/api/v1/slo") == (200, {"data": [found["data"]], "error": None, "metadata": page})


def test_pages_by_offset_and_limit():
    organisation, names = numbered(5)
    assert listed(organisation) == names
    assert listed(organisation, limit=2) == names[:2]
    assert listed(organisation, limit=2, offset=2) == names[2:4]
    assert listed(organisation, offset=9) == []


def test_filters_and_says_how_many_there_are():
    organisation, _ = numbered(3)
    query = {"numerator": "sum:good{*}", "denominator": "sum:total{*}"}
    organisation.created_slo(name="Latency", tags=["team:a"], query=query)
    assert listed(organisation, query="lat") == ["Latency"]
    assert listed(organisation, tags_query="team:a") == ["Latency"]
    assert listed(organisation, tags_query="team:b") == []
    assert listed(organisation, metrics_query="good") == ["Latency"]
    _, answer = organisation.ask("GET", "/api/v1/slo", query="lat")
    assert answer["metadata"]["page"] == {"total_count": 4, "total_filtered_count": 1}


def test_gives_those_asked_for_by_id_in_that_order_without_counts():
    organisation = Organisation()
    ids = [organisation.created_slo(name=name)["id"] for name in ("b", "a")]
    status, answer = organisation.ask("GET", "/api/v1/slo", ids=",".join(ids))
    assert (status, [each["id"] for each in answer["data"]], "metadata" in answer) == (200, ids, False)
    assert organisation.ask("GET", "/api/v1/slo", ids=f"{ids[0]},x") == (
        404,
        {"errors": ["SLO not found: x not found"]},
    )


@pytest.mark.parametrize("query", [{"limit": "x"}, {"offset": -1}])
def test_refuses_a_page_that_is_none(query: dict[str, object]):
    assert Organisation().ask("GET", "/api/v1/slo", **query)[0] == 400


def test_a_deleted_slo_is_gone_and_a_changed_one_stays_in_its_place():
    organisation, names = numbered(3)
    _, before = organisation.ask("GET", "/api/v1/slo")
    first, second, _ = (each["id"] for each in before["data"])
    organisation.ask("DELETE", f"/api/v1/slo/{first}")
    organisation.ask("PUT", f"/api/v1/slo/{second}", slo(name="new"))
    assert listed(organisation) == ["new", names[2]]
