from __future__ import annotations

from dogwatch.judge import Record, Records

LOG = Record(
    5,
    tags=frozenset({"env:prod", "env:dev", "alone"}),
    attributes={"service": "web", "http": {"status": 500, "a.b": 1}, "list": [{"x": 1}, {"x": [2, 3]}], "none": None},
)


def test_reads_reserved_attributes_tags_and_paths() -> None:
    assert LOG.values("service") == ["web"]
    assert LOG.values("env") == ["dev", "prod"]
    assert LOG.values("tags") == ["alone", "env:dev", "env:prod"]
    assert LOG.values("@http.status") == [500]
    assert LOG.values("@http.a.b") == [1]
    assert LOG.values("@list.x") == [1, 2, 3]
    assert LOG.values("http") == LOG.values("@http") == LOG.values("@none") == LOG.values("@http.status.x") == []


def test_keeps_each_source_in_the_order_of_time() -> None:
    records = Records(logs=[Record(9), Record(3)])
    records.add("logs", Record(5))
    records.add("events", Record(5))
    assert [record.at for record in records.between("logs", 3, 9)] == [3, 5]
    records.forget(5)
    assert [record.at for record in records.between("logs", 0, 99)] == [5, 9]
