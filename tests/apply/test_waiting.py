from __future__ import annotations

from dogwatch.apply.waiting import Waiting
from dogwatch.kinds import Reference
from dogwatch.plan import Create, Update, Write


def create(kind: str, key: str, *needs: Reference) -> Create:
    return Create(kind, key, {}, needs=needs)


def keys(changes: list[Write]) -> list[str]:
    return [change.key for change in changes]


SLOW = create("monitor", "slow")
PROMISE = create("slo", "promise", Reference("monitor", "slow"))
ALERT = create("monitor", "alert", Reference("slo", "promise"), Reference("monitor", "slow"))
OTHER = create("monitor", "other")


def test_each_begins_when_all_that_it_needs_has_ended() -> None:
    waiting = Waiting([ALERT, PROMISE, OTHER, SLOW])

    assert set(keys(waiting.free())) == {"slow", "other"}
    assert keys(waiting.after(OTHER)) == []
    assert keys(waiting.after(SLOW)) == ["promise"]
    assert keys(waiting.after(PROMISE)) == ["alert"]
    assert keys(waiting.after(ALERT)) == []


def test_what_has_the_longest_chain_behind_it_comes_first() -> None:
    assert keys(Waiting([OTHER, ALERT, PROMISE, SLOW]).free()) == ["slow", "other"]


def test_an_slo_is_updated_before_the_alert_on_it() -> None:
    promise = Update("slo", "promise", "abc", (), {}, {})
    alert = Update("monitor", "alert", "5", (), {}, {}, needs=(Reference("slo", "promise"),))
    waiting = Waiting([alert, promise])

    assert waiting.free() == [promise]
    assert waiting.after(promise) == [alert]


def test_what_is_there_already_holds_nobody_up() -> None:
    assert keys(Waiting([ALERT]).free()) == ["alert"]
