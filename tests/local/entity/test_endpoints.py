from typing import Any

import pytest

from tests.local.organisation import Clock, Organisation

PATH = "/api/v2/catalog/entity"


def entity(name: str = "checkout", kind: str = "system", **changes: Any) -> dict[str, Any]:
    said = {"apiVersion": "v3", "kind": kind, "metadata": {"name": name}, **changes}
    return {key: value for key, value in said.items() if value is not ...}


def made(organisation: Organisation, *arguments: Any, **changes: Any) -> dict[str, Any]:
    status, answer = organisation.ask("POST", PATH, entity(*arguments, **changes))
    assert status == 202, answer
    return dict(answer)


def names(organisation: Organisation, **query: Any) -> list[str]:
    said = {name.replace("__", "[") + "]" if "__" in name else name: value for name, value in query.items()}
    status, answer = organisation.ask("GET", PATH, **said)
    assert status == 200, answer
    return [each["attributes"]["name"] for each in answer["data"]]


def test_a_new_entity_is_shown_with_its_definition():
    answer = made(Organisation(), metadata={"name": "checkout", "owner": "payments", "tags": ["a:b"], "links": []})
    [head], [whole] = answer["data"], answer["included"]
    assert head["attributes"] == {
        "apiVersion": "v3",
        "kind": "system",
        "name": "checkout",
        "namespace": "default",
        "owner": "payments",
        "tags": ["a:b"],
    }
    assert head["relationships"] == {"schema": {"data": {"id": head["id"], "type": "schema"}}}
    schema = whole["attributes"]["schema"]
    assert whole["id"] == head["id"]
    assert "links" not in schema["metadata"]
    assert schema["metadata"]["managed"]["ingestionSource"] == "api"


def test_a_second_of_the_name_takes_the_place_of_the_first():
    clock = Clock()
    organisation = Organisation(clock)
    first = made(organisation, extensions={"a": 1})["data"][0]
    clock.pass_(60)
    second = made(organisation, spec={"components": ["service:a"]})
    assert second["data"][0]["id"] == first["id"]
    assert (
        second["data"][0]["meta"]["createdAt"] == first["meta"]["createdAt"] != second["data"][0]["meta"]["modifiedAt"]
    )
    schema = second["included"][0]["attributes"]["schema"]
    assert schema["spec"] == {"components": ["service:a"]}
    assert "extensions" not in schema
    made(organisation, metadata={"name": "checkout", "namespace": "shop"})
    made(organisation, kind="service")
    assert len(names(organisation)) == 3


def test_filters_by_what_it_is():
    organisation = Organisation()
    made(organisation, "a", metadata={"name": "a", "owner": "payments"})
    made(organisation, "b", kind="service")
    assert names(organisation, filter__kind="system") == ["a"]
    assert names(organisation, filter__name="b") == ["b"]
    assert names(organisation, filter__owner="payments") == ["a"]
    assert names(organisation, filter__ref="service:b") == names(organisation, filter__ref="service:default/b") == ["b"]
    id = organisation.ask("GET", PATH, **{"filter[ref]": "service:b"})[1]["data"][0]["id"]
    assert names(organisation, filter__id=id) == ["b"]


def test_gives_pages_that_say_where_the_next_begins():
    organisation = Organisation()
    for name in "abc":
        made(organisation, name)
    _, first = organisation.ask("GET", PATH, **{"page[limit]": 2})
    assert (len(first["data"]), first["meta"]["count"]) == (2, 3)
    assert first["links"]["next"] == f"{PATH}?page%5Blimit%5D=2&page%5Boffset%5D=2"
    _, second = organisation.ask("GET", PATH, **{"page[limit]": 2, "page[offset]": 2, "include": "schema"})
    assert (len(second["data"]), len(second["included"]), "next" in second["links"]) == (1, 1, False)
    assert organisation.ask("GET", PATH, **{"page[offset]": 3})[1]["data"] == []


def test_is_gone_when_it_is_deleted_by_its_id_or_its_name():
    organisation = Organisation()
    made(organisation, "a")
    made(organisation, "b")
    id = made(organisation, "c")["data"][0]["id"]
    for name in ("system:a", "system:default/b", id):
        assert organisation.ask("DELETE", f"{PATH}/{name}") == (204, None)
        assert organisation.ask("DELETE", f"{PATH}/{name}")[0] == 404
    assert names(organisation) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": ...}, "'kind' is invalid: it must be one of service, datastore, queue, system, api"),
        ({"apiVersion": "v4"}, "'apiVersion' is invalid"),
        ({"colour": 1}, "Additional properties are not allowed ('colour' was unexpected)"),
        ({"metadata": ...}, "'metadata' is invalid: it must be an object"),
        ({"metadata": {"name": ""}}, "'metadata.name' is invalid"),
        ({"metadata": {"name": "a", "colour": 1}}, "('metadata.colour' was unexpected)"),
        ({"metadata": {"name": "a", "tags": "a:b"}}, "'tags' is invalid"),
        ({"metadata": {"name": "a", "links": [{"name": "b", "url": "c"}]}}, "'links' is invalid"),
        ({"spec": {"languages": ["go"]}}, "('spec.languages' was unexpected)"),
        ({"spec": {"components": [1]}}, "'components' is invalid"),
        ({"integrations": {"phone": {}}}, "('integrations.phone' was unexpected)"),
    ],
)
def test_refuses_what_is_no_entity(changes: dict[str, Any], said: str):
    status, answer = Organisation().ask("POST", PATH, entity(**changes))
    assert status == 400
    assert said in answer["errors"][0]


def test_refuses_by_name_what_is_not_emulated():
    organisation = Organisation()
    assert organisation.ask("POST", PATH, entity(apiVersion="v2.2")) == (
        501,
        {"errors": ["not emulated: entities of the schema v2.2"]},
    )
    assert organisation.ask("POST", PATH, entity(kind="team"))[1]["errors"] == [
        "not emulated: entities of the kind team"
    ]
    asked = ({"include": "raw_schema"}, {"includeDiscovered": "true"}, {"filter[relation][type]": "RelationTypeOwns"})
    assert [organisation.ask("GET", PATH, **query)[0] for query in asked] == [501, 501, 501]
    assert organisation.ask("POST", f"{PATH}/preview", {})[0] == 501
    assert organisation.ask("GET", "/api/v2/catalog/relation")[0] == 501
