from __future__ import annotations

import json

from dogwatch.plan.packed import Packed, pack

ODD = '{"b": 1, "a": 1.0, "big": 123456789012345678901234567890, "n": null, "t": [true, {}, "ü\\ud800"], "e": 1e300}'


def test_what_was_packed_is_as_it_was_to_the_order_of_keys_and_the_kind_of_numbers() -> None:
    body = json.loads(ODD)
    (back,) = Packed({"a": pack(body)})
    assert json.dumps(back) == json.dumps(body)


def test_is_a_sequence_of_the_objects() -> None:
    objects = Packed({str(number): pack({"id": number}) for number in range(3)})
    assert (len(objects), objects[-1], list(objects[1:])) == (3, {"id": 2}, [{"id": 1}, {"id": 2}])
    assert objects == [{"id": 0}, {"id": 1}, {"id": 2}]
    assert objects != [{"id": 0}]


def test_who_changes_what_he_saw_changes_nobody_elses() -> None:
    objects = Packed({"a": pack({"tags": []})})
    objects[0]["tags"].append("team:a")
    assert objects[0] == {"tags": []}
