from __future__ import annotations

from dataclasses import replace

import pytest

from dogwatch.adopt import Built, Original
from dogwatch.cli.marking import marking, refuse_moved
from dogwatch.errors import StalePlan, UnsafePlan
from dogwatch.kinds import Resource
from dogwatch.plan import Update
from tests.bodies import KEY, declared, found


def original() -> Original:
    return Original("monitor", "17", found(17, tags=["team:payments", "env:prod"]))


def built(**changes: str) -> Built:
    return Built({("monitor", "17"): Resource("monitor", KEY, declared(**changes))})


def test_a_mark_is_all_that_is_written() -> None:
    (change,) = marking([original()], built(), "somewhere").changes

    assert isinstance(change, Update)
    assert (change.id, [field.path for field in change.fields]) == ("17", ["tags"])


def test_a_mark_that_would_come_with_other_changes_is_not_written() -> None:
    with pytest.raises(UnsafePlan) as raised:
        marking([original()], built(message="edited"), "somewhere")

    assert str(raised.value) == (
        f"monitor {KEY}: the mark would come with other changes (message, tags)\nnothing was marked"
    )


def test_what_cannot_be_marked_is_told() -> None:
    with pytest.raises(UnsafePlan) as raised:
        marking([original()], built(type="log alert"), "somewhere")

    assert str(raised.value) == (
        f"monitor {KEY}: it cannot be changed into what is declared, and a part of the catalog deletes nothing; "
        "run the whole catalog\nnothing was marked"
    )


def test_what_was_changed_while_somebody_thought_is_not_marked() -> None:
    read = original()
    refuse_moved([read], [original()])
    for now in ([], [replace(read, body={**read.body, "restricted_roles": ["a"]})]):
        with pytest.raises(StalePlan) as raised:
            refuse_moved([read], now)
        assert str(raised.value) == f"{read}: it was changed since it was read\nnothing was marked"
