from __future__ import annotations

from typing import Any

from dogwatch.kinds import SYSTEM

HEAD = {"id": "a1", "type": "entity", "attributes": {"name": "checkout"}, "meta": {"createdAt": "2026"}}
SCHEMA = {"apiVersion": "v3", "kind": "system", "metadata": {"name": "checkout"}}


def answer(*heads: dict[str, Any], **of: dict[str, Any]) -> dict[str, Any]:
    included = [{"id": id, "type": "schema", "attributes": {"schema": schema}} for id, schema in of.items()]
    return {"data": list(heads), "included": included}


def test_a_found_system_is_its_definition_with_its_id() -> None:
    [found] = SYSTEM.lists.page_of(answer(HEAD, a1=SCHEMA, b2={}))
    assert found == {**SCHEMA, "id": "a1", "meta": {"createdAt": "2026"}}
    assert SYSTEM.wire.object_of(answer(HEAD, a1=SCHEMA)) == found


def test_a_head_without_its_definition_is_no_system() -> None:
    assert SYSTEM.lists.page_of(answer(HEAD)) == [{}]


def test_in_what_is_no_answer_there_is_none() -> None:
    assert [SYSTEM.lists.page_of(each) for each in ({"errors": ["no"]}, [], "<html>")] == [None, None, None]
    assert SYSTEM.wire.object_of({"errors": ["no"]}) is None
    assert SYSTEM.wire.object_of(answer()) == []


def test_is_read_by_its_id_or_by_what_names_it() -> None:
    assert SYSTEM.wire.read("a1").query[0] == ("filter[id]", "a1")
    assert SYSTEM.wire.read("system:default/checkout").query[0] == ("filter[ref]", "system:default/checkout")


def test_a_write_can_be_repeated_since_it_writes_over_the_same_name() -> None:
    assert SYSTEM.wire.create(SCHEMA).is_safe_to_repeat
