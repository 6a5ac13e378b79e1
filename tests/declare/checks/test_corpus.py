"""What the checks say of monitors that people have published: nothing that is an error, and doubts that are some."""

from __future__ import annotations

from collections import Counter

from dogwatch import Monitor
from dogwatch.declare import CHECKS
from dogwatch.declare.checks import NOTHING, of_monitor
from tests.corpus import corpus
from tests.test_corpus_end_to_end import bodies


def test_no_published_monitor_has_an_error() -> None:
    doubts: Counter[str] = Counter()
    shipped = bodies(corpus("monitors"))
    for name, body in shipped:
        options = body.get("options") or {}
        monitor = Monitor(name, query=body["query"], title="t", what="w", type=body["type"], options=options)
        doubts.update(check for check, _ in of_monitor(name, monitor, body, NOTHING))
    print(f"{len(shipped)} monitors: {dict(doubts)}")
    assert [check for check in doubts if CHECKS[check].severity == "error"] == []
    # It names a tag that its scope leaves open.
    assert doubts == {"variable-not-grouped": 1}
