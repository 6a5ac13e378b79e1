from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import SYSTEM

RIGHT: dict[str, Any] = {
    "apiVersion": "v3",
    "kind": "system",
    "metadata": {"name": "checkout", "contacts": [{"type": "slack", "contact": "@slack-a"}]},
    "spec": {"components": ["service:shop-api", "datastore:default/orders"]},
}


def wrong(**changes: Any) -> list[str]:
    body = {name: value for name, value in {**RIGHT, **changes}.items() if value is not ...}
    return [f"{each.path}: {each.seen}" for each in SYSTEM.problems(body)]


def metadata(**changes: Any) -> dict[str, Any]:
    return {**RIGHT["metadata"], **changes}


def test_a_system_with_components_is_right() -> None:
    assert wrong() == []
    assert wrong(spec=..., extensions={"theirs": 1}, integrations={"pagerduty": {"serviceURL": "https://a"}}) == []


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"kind": "service"}, "kind: 'service': only systems are declared"),
        ({"apiVersion": "v2"}, "apiVersion: 'v2'"),
        ({"colour": 1}, "colour: Datadog knows no such field"),
        ({"id": "1"}, "id: is set by Datadog and cannot be declared"),
        ({"metadata": ...}, "metadata: is missing"),
        ({"spec": []}, "spec: []"),
        ({"metadata": {}}, "name: is missing"),
        ({"metadata": metadata(managed={})}, "metadata.managed: is set by Datadog and cannot be declared"),
        ({"metadata": metadata(colour=1)}, "metadata.colour: Datadog knows no such field"),
        ({"metadata": metadata(owner=["a"])}, "metadata.owner: ['a']"),
        ({"metadata": metadata(tags="a:b")}, "tags: 'a:b'"),
        (
            {"metadata": metadata(links=[{"name": "Wiki"}])},
            "metadata.links: {'name': 'Wiki'} has no type, url",
        ),
        ({"metadata": metadata(contacts=["me"])}, "metadata.contacts: 'me' has no type, contact"),
        ({"spec": {"dependsOn": []}}, "spec.dependsOn: Datadog knows no such field"),
        ({"spec": {"components": "service:a"}}, "spec.components: 'service:a'"),
        ({"spec": {"components": ["shop-api"]}}, "spec.components: 'shop-api'"),
        ({"spec": {"tier": 1}}, "spec.tier: 1"),
    ],
)
def test_says_what_datadog_would_refuse(changes: dict[str, Any], seen: str) -> None:
    assert wrong(**changes) == [seen]
