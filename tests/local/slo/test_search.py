from tests.local.organisation import Organisation


def found(organisation: Organisation, query: str, **page: object) -> list[str]:
    words = {f"page[{name}]": value for name, value in page.items()}
    status, answer = organisation.ask("GET", "/api/v1/slo/search", query=query, **words)
    assert status == 200
    return [each["data"]["attributes"]["name"] for each in answer["data"]["attributes"]["slos"]]


def test_finds_by_name_type_and_tags():
    organisation = Organisation()
    organisation.created_slo(name="Checkout availability", tags=["env:prod", "team:a", "tier:1"])
    organisation.created_slo(name="Search")
    assert found(organisation, "checkout avail") == ["Checkout availability"]
    assert found(organisation, '"checkout availability" env:prod team:a') == ["Checkout availability"]
    assert found(organisation, "slo_type:monitor") == []
    assert len(found(organisation, "slo_type:metric")) == 2
    assert organisation.ask("GET", "/api/v1/slo/search", query="colour:red")[0] == 501


def test_shows_an_slo_in_the_shape_of_searches():
    organisation = Organisation()
    id = organisation.created_slo(tags=["env:prod", "team:a", "service:s", "x"])["id"]
    _, answer = organisation.ask("GET", "/api/v1/slo/search")
    (shown,) = answer["data"]["attributes"]["slos"]
    attributes = shown["data"]["attributes"]
    assert (shown["data"]["id"], shown["data"]["type"], attributes["slo_type"]) == (id, "slo", "metric")
    tags = [attributes[f"{name}_tags"] for name in ("env", "team", "service", "all")]
    assert tags == [["env:prod"], ["team:a"], ["service:s"], ["env:prod", "team:a", "service:s", "x"]]
    assert attributes["thresholds"][0]["target_display"] == "95"
    assert attributes["query"]["metrics"] is None


def test_pages_by_number_and_size():
    organisation = Organisation()
    for number in range(12):
        organisation.created_slo(name=f"slo {number}")
    assert len(found(organisation, "")) == 10
    assert len(found(organisation, "", number=1)) == 2
    every = found(organisation, "", size=12)
    assert found(organisation, "", number=2, size=5) == every[10:]
    _, answer = organisation.ask("GET", "/api/v1/slo/search", **{"page[size]": 5})
    page = answer["meta"]["pagination"]
    assert (page["total"], page["last_number"], page["next_number"], page["size"]) == (12, 2, 1, 5)
    assert organisation.ask("GET", "/api/v1/slo/search", **{"page[size]": 0})[0] == 400
    assert organisation.ask("GET", "/api/v1/slo/search", **{"page[number]": "x"})[0] == 400
