from __future__ import annotations

import pytest

from dogwatch.local.intake.complaints import SELDOM, WORDS, Complaints
from dogwatch.local.intake.intake import Intake
from dogwatch.local.intake.points import Points, Series
from tests.local.organisation import Clock


def test_tells_what_has_happened_since_and_why():
    complaints = Complaints()
    kind = "lines malformed"
    assert complaints.new({}, {}, 0) == []
    assert complaints.new({kind: 2}, {kind: "no number"}, 0) == [f"2 {WORDS[kind]}; the last one: no number"]
    assert complaints.new({kind: 2}, {}, SELDOM) == []
    assert complaints.new({kind: 5}, {}, SELDOM) == [f"3 {WORDS[kind]}"]


def test_tells_of_a_kind_once_a_minute():
    complaints = Complaints()
    told = [complaints.new({"spans ahead": second + 1}, {}, second) for second in range(2 * SELDOM)]
    assert [line.split()[0] for lines in told for line in lines] == ["1", str(SELDOM)]


def test_every_kind_that_is_left_out_has_words(monkeypatch: pytest.MonkeyPatch):
    """What an intake counts as left out, it tells."""
    clock = Clock()
    intake = Intake(lambda: clock().timestamp())
    intake.take([b"x\nhits:1|c\ndatadog.dogstatsd.client.metrics:1|c"])
    intake.leave_out("payloads undecodable", "no traces")
    now = int(clock.second)
    for kind, at in (("gauge", now + 3600), ("gauge", now), ("gauge", now - 86400), ("distribution", now)):
        intake.record([Points(Series("a", kind, frozenset()), [at], [1.0])])
    intake.record([Points(Series("a", "count", frozenset()), [now], [1.0])])
    assert intake.tally() == {
        "lines taken": 3,
        "lines malformed": 1,
        "lines telemetry": 1,
        "points ahead": 1,
        "points late": 1,
        "points left_out": 1,
        "points retyped": 1,
        "payloads undecodable": 1,
    }
    assert {line.partition(" ")[2].partition(";")[0] for line in intake.complaints()} == {
        WORDS[kind].partition(";")[0] for kind in WORDS if intake.tally()[kind]
    }
