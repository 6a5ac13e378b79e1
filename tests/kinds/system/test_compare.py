from __future__ import annotations

from typing import Any

from dogwatch.kinds import SYSTEM
from dogwatch.names import Mark

MARK = Mark("prod", "shop/checkout")
LINK = {"name": "Runbook", "type": "runbook", "url": "https://example.com"}


def system(**metadata: Any) -> dict[str, Any]:
    said = {"name": "checkout", "owner": "payments", "tags": ["team:payments", MARK.tag], "links": [LINK], **metadata}
    spec = {"components": ["service:a", "service:b"], "tier": "1"}
    return {"apiVersion": "v3", "kind": "system", "metadata": said, "spec": spec}


def found(**metadata: Any) -> dict[str, Any]:
    """A system as it comes back."""
    body = system(namespace="default", managed={"ingestionSource": "api"}, **metadata)
    return {**body, "id": "4b163705", "meta": {"createdAt": "2026-01-01T00:00:00Z"}}


def paths(declared: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [change.path for change in SYSTEM.compare.differences(declared, found)]


def test_what_only_datadog_sets_and_the_order_of_components_are_no_differences() -> None:
    there = found(contacts=[])
    there["spec"] = {"tier": "1", "components": ["service:b", "service:a"]}
    assert paths(system(), there) == []


def test_names_each_field_that_differs() -> None:
    there = found(owner="others", displayName="Theirs", links=[])
    there["spec"] = {"components": ["service:a"]}
    assert paths(system(), there) == [
        "metadata.displayName",
        "metadata.owner",
        "metadata.links",
        "spec.tier",
        "spec.components",
    ]


def test_tags_of_the_catalogs_keys_count_and_those_of_people_do_not() -> None:
    assert paths(system(), found(tags=["team:payments", MARK.tag, "cost:7"])) == []
    assert paths(system(), found(tags=["team:others", MARK.tag])) == ["metadata.tags"]


def test_an_update_carries_along_what_people_added_and_takes_back_what_they_changed() -> None:
    there = found(tags=[MARK.tag, "cost:7"], additionalOwners=[{"name": "finance"}], displayName="Theirs")
    there |= {"extensions": {"theirs": 1}}
    there["spec"]["unknown"] = 1
    sent = SYSTEM.wire.update("4b163705", SYSTEM.compare.merged(system(), there)).body
    assert sent == {
        "apiVersion": "v3",
        "kind": "system",
        "metadata": {
            "name": "checkout",
            "owner": "payments",
            "tags": ["team:payments", MARK.tag, "cost:7"],
            "links": [LINK],
            "additionalOwners": [{"name": "finance"}],
        },
        "spec": {"unknown": 1, "components": ["service:a", "service:b"], "tier": "1"},
        "extensions": {"theirs": 1},
    }


def test_under_another_name_or_namespace_it_is_another() -> None:
    assert SYSTEM.identity is not None
    assert SYSTEM.identity(system()) == SYSTEM.identity(found()) == "system:default/checkout"
    assert SYSTEM.compare.can_become(found(), system())
    assert not SYSTEM.compare.can_become(found(), system(namespace="shop"))


def test_the_mark_is_a_tag_without_which_it_is_somebodys() -> None:
    assert SYSTEM.marks.marks_of(found()) == [MARK]
    assert SYSTEM.marks.marks_of(found(tags=[])) == []
    assert not SYSTEM.marks.looks_like(found(tags=[]), system())


def test_says_what_people_declared_of_it() -> None:
    assert SYSTEM.marks.said(found()) == system()
