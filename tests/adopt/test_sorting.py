from __future__ import annotations

from dogwatch.adopt import Known, sort_out

from .originals import dashboard, monitor


def marked(id: int, key: str) -> dict[str, list[str]]:
    return {"tags": [f"dogwatch:prod/{key}"]}


def test_each_original_has_its_place() -> None:
    new, imported, declared = monitor(1), monitor(2), monitor(3, **marked(3, "shop/checkout/errors"))
    others, synthetic = monitor(4, **marked(4, "other/x")), monitor(5, type="synthetics alert")
    known = Known("shop", {("monitor", "2")}, {("monitor", "shop/checkout/errors")})

    found = sort_out([new, imported, declared, others, synthetic], known)

    assert (found.new, found.there, found.refused) == ([new], [imported, declared], [])
    assert found.left_out == ["1 declared by the catalog other", "1 made by a synthetic test"]


def test_a_mark_of_the_catalog_that_nothing_declares_any_more_is_new() -> None:
    lost = monitor(1, **marked(1, "shop/gone"))

    assert sort_out([lost], Known("shop")).new == [lost]


def test_what_would_be_taken_for_a_reference_is_refused() -> None:
    said = "See ${monitor:shop/errors}"
    found = sort_out([monitor(1, message=said), dashboard("d", {"type": "note", "content": said})], Known("shop"))

    assert found.new == []
    assert found.refused[0] == (
        "monitor 1 'Errors 1': it says ${monitor:shop/errors}, which would be taken for a reference to what the "
        "catalog declares; change that text"
    )
    assert len(sort_out([monitor(1, message=said)], Known("other")).new) == 1


def test_what_cannot_be_declared_is_refused_with_its_reason() -> None:
    found = sort_out([monitor(1, type="quantum alert")], Known("shop"))

    assert found.refused[0].startswith("monitor 1 'Errors 1': type: 'quantum alert'; write one of ")
