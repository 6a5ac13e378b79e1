from __future__ import annotations

from dogwatch.kinds import Body
from dogwatch.plan import Change, Delete, Plan, delete_waves


def plan(*changes: Change) -> Plan:
    return Plan("somewhere", changes, unchanged=0, managed=0)


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
