from __future__ import annotations

from dogwatch.kinds import Body, Reference
from dogwatch.plan import Change, Create, Delete, Plan, Update, delete_waves, write_waves


def create(kind: str, key: str, *needs: Reference) -> Create:
    return Create(kind, key, {}, needs=needs)


def plan(*changes: Change) -> Plan:
    return Plan("somewhere", changes, unchanged=0, managed=0)


def test_what_is_needed_is_written_in_an_earlier_wave() -> None:
    slow = create("monitor", "slow")
    promise = create("slo", "promise", Reference("monitor", "slow"))
    alert = create("monitor", "alert", Reference("slo", "promise"))
    other = create("monitor", "other")

    waves = write_waves(plan(alert, promise, other, slow))

    assert [{change.key for change in wave} for wave in waves] == [{"slow", "other"}, {"promise"}, {"alert"}]


def test_an_slo_is_updated_before_the_alert_on_it() -> None:
    promise = Update("slo", "promise", "abc", (), {}, {})
    alert = Update("monitor", "alert", "5", (), {}, {}, needs=(Reference("slo", "promise"),))

    assert write_waves(plan(alert, promise)) == [[promise], [alert]]


def test_what_is_there_already_holds_nobody_up() -> None:
    alert = create("monitor", "alert", Reference("slo", "promise"))

    assert write_waves(plan(alert)) == [[alert]]


def test_deletes_begin_with_what_refers_to_others() -> None:
    def delete(kind: str, key: str, **body: str) -> Delete:
        before: Body = dict(body)
        return Delete(kind, key, key, before)

    gone = [
        delete("metric_tags", "percentiles"),
        delete("monitor", "slow", type="query alert"),
        delete("slo", "promise"),
        delete("monitor", "burn", type="slo alert"),
        delete("monitor", "both", type="composite"),
    ]

    waves = [{change.key for change in wave} for wave in delete_waves(plan(*gone))]
    assert waves == [{"both"}, {"burn"}, {"promise"}, {"slow"}, {"percentiles"}]
