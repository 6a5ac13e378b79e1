"""Definitions come back as in the recorded exchanges."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.local.api.entity import definition
from tests.local.replay import json_lines


def recorded() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What was sent as JSON, and the definition in its answer."""
    rows = [row for row in json_lines("objects/catalog_entities.jsonl.gz") if isinstance(row.get("request"), dict)]
    return [(row["request"], row["response"]["included"][0]["attributes"]["schema"]) for row in rows]


def test_a_recorded_definition_is_stored_as_it_came_back() -> None:
    pairs = recorded()
    assert pairs
    for sent, shown in pairs:
        metadata = {name: value for name, value in shown["metadata"].items() if name != "managed"}
        assert definition.taken(sent) == {**shown, "metadata": metadata}


@pytest.mark.parametrize("kind", ["service", "datastore", "queue", "api"])
def test_keeps_entities_of_other_kinds(kind: str) -> None:
    said = definition.taken({"apiVersion": "v3", "kind": kind, "metadata": {"name": "a"}, "spec": {"type": "b"}})
    assert (definition.reference(said), said["spec"]) == (f"{kind}:default/a", {"type": "b"})
