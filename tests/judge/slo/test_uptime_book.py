import json
from typing import Any

from dogwatch.judge import Judging
from dogwatch.judge.slo.objective import Monitors
from dogwatch.judge.slo.uptime_book import KEPT, UptimeBook
from dogwatch.measure import Store
from tests.measure.series import NOON

MINUTE = 60


def monitor(query: str, **options: Any) -> dict[str, Any]:
    return {"type": "query alert", "name": "load", "query": query, "message": "", "options": options}


def judged(rows: dict[str, str], **options: Any) -> Judging:
    """Three monitors over a row of minutes for each host, 1 of all hosts together, 2 of each and 3 of none."""
    store = Store()
    for minute in range(max(map(len, rows.values()))):
        for host, row in rows.items():
            if row[minute] != "_":
                store.add(
                    store.series("load", [f"host:{host}", "env:prod"]), NOON + minute * MINUTE, float(row[minute])
                )
    queries = (
        "max(last_1m):max:load{*} > 4",
        "max(last_1m):max:load{*} by {host,env} > 4",
        "max(last_1m):max:none{*} > 4",
    )
    bodies = {id: monitor(query, new_host_delay=0, **options) for id, query in enumerate(queries, 1)}
    return Judging(store, bodies, now=NOON)


def turns(book: UptimeBook, *ids: int, groups: tuple[str, ...] = ()) -> dict[str, list[tuple[int, bool]]]:
    found = book.members(Monitors(ids, groups))
    return {
        name: [
            ((at - NOON) // MINUTE, down) for at, down in zip(course.times.tolist(), course.down.tolist(), strict=True)
        ]
        for name, course in found.items()
    }


def test_learns_each_part_once_however_it_comes():
    rows = {"a": "1199111991", "b": "1111199111"}
    whole, parts = UptimeBook(), UptimeBook()
    at_once = judged(rows)
    at_once.run(NOON + 10 * MINUTE)
    by_minute = judged(rows)
    for minute in range(11):
        by_minute.run(NOON + minute * MINUTE)
        parts.learn(by_minute, [1, 2])
        parts.learn(by_minute, [1, 2])
    whole.learn(at_once, [1, 2])
    assert turns(whole, 1) == {"1": [(3, True), (5, False), (6, True), (10, False)]}
    assert turns(whole, 2) == {
        "host:a,env:prod": [(3, True), (5, False), (8, True), (10, False)],
        "host:b,env:prod": [(6, True), (8, False)],
    }
    assert turns(parts, 2) == turns(whole, 2)
    assert turns(parts, 1) == turns(whole, 1)


def test_of_several_monitors_each_is_down_while_a_group_of_it_is():
    judging = judged({"a": "199111111", "b": "111199111"})
    judging.run(NOON + 9 * MINUTE)
    book = UptimeBook()
    book.learn(judging, [2, 3])
    assert turns(book, 2, 3) == {"2": [(2, True), (4, False), (5, True), (7, False)], "3": []}


def test_an_slo_may_name_some_groups():
    judging = judged({"a": "199111111", "b": "111199111"})
    judging.run(NOON + 9 * MINUTE)
    book = UptimeBook()
    book.learn(judging, [2])
    assert turns(book, 2, groups=("env:prod,host:b",)) == {"host:b,env:prod": [(5, True), (7, False)]}


def test_missing_data_are_down_where_the_monitor_tells_of_them():
    rows = {"a": "111____111"}
    for option, expected in (("show_no_data", []), ("show_and_notify_no_data", [(4, True), (8, False)])):
        judging = judged(rows, on_missing_data=option)
        judging.run(NOON + 10 * MINUTE)
        book = UptimeBook()
        book.learn(judging, [1])
        assert turns(book, 1) == {"1": expected}


def test_a_monitor_that_nobody_judges_is_up():
    book = UptimeBook()
    book.learn(Judging(Store(), now=NOON), [7])
    assert turns(book, 7) == {"7": []}


def test_what_no_slo_looks_back_to_is_forgotten():
    store = Store()
    load = store.series("load")
    judging = Judging(store, {1: monitor("max(last_1m):max:load{*} > 4")}, now=NOON)
    book = UptimeBook()
    for start in (NOON, NOON + KEPT + 3600):
        for minute, value in enumerate("199119911"):
            store.add(load, start + minute * MINUTE, float(value))
            judging.now = start + minute * MINUTE - 1
            judging.run(start + minute * MINUTE)
            book.learn(judging, [1])
    assert len(book.members(Monitors((1,)))["1"].times) == 5


def test_resolving_does_not_change_what_was_down():
    judging = judged({"a": "1199991111"})
    judging.run(NOON + 4 * MINUTE)
    judging.resolve(1)
    judging.run(NOON + 10 * MINUTE)
    book = UptimeBook()
    book.learn(judging, [1])
    assert turns(book, 1) == {"1": [(3, True), (7, False)]}


def test_what_resolves_itself_without_data_stays_down():
    judging = judged({"a": "1199" + 100 * "_" + "11"}, timeout_h=1)
    judging.run(NOON + 106 * MINUTE)
    book = UptimeBook()
    book.learn(judging, [1])
    assert turns(book, 1) == {"1": [(3, True), (105, False)]}


def test_what_is_saved_is_taken_up():
    rows = {"a": "1199111991", "b": "1111199111"}
    judging, book = judged(rows), UptimeBook()
    for minute in (6, 11):
        judging.run(NOON + minute * MINUTE)
        book.learn(judging, [1, 2])
        again = UptimeBook()
        again.restore(json.loads(json.dumps(book.saved())), judging.now)
        assert [turns(again, id) for id in (1, 2)] == [turns(book, id) for id in (1, 2)]
        book = again
    assert (book.knows(2), book.knows(3)) == (True, False)
    assert len(turns(book, 1)["1"]) == 4


def test_a_monitor_with_another_query_begins_anew():
    judging, book = judged({"a": "199111111111"}), UptimeBook()
    judging.run(NOON + 6 * MINUTE)
    book.learn(judging, [1])
    judging.put(1, monitor("max(last_1m):max:load{*} > 100"))
    judging.run(NOON + 10 * MINUTE)
    book.learn(judging, [1])
    assert turns(book, 1) == {"1": []}
