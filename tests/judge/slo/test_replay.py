from dataclasses import replace

from dogwatch.judge import Judging, Status
from dogwatch.judge.slo.objective import Monitors
from dogwatch.judge.slo.replay import REACH, replayed
from dogwatch.judge.slo.uptime_book import UptimeBook
from dogwatch.measure import Store
from tests.measure.series import NOON

MINUTE, DAY = 60, 86400
QUERY = "max(last_1m):max:load{*} > 4"


def store() -> Store:
    """Loads of 1 by the minute, but 9 for ten minutes two days ago, and for ten minutes nine days ago."""
    found = Store()
    series = found.series("load")
    for begin, value in ((9 * DAY, 9.0), (9 * DAY - 600, 1.0), (2 * DAY, 9.0), (2 * DAY - 600, 1.0), (600, 1.0)):
        for minute in range(10):
            found.add(series, NOON - begin + minute * MINUTE, value)
    return found


def judging(query: str = QUERY, of: Store | None = None) -> Judging:
    body = {"type": "query alert", "name": "load", "query": query, "message": "", "options": {}}
    found = Judging(of or store(), {1: body}, now=NOON)
    found.run(NOON + 5 * MINUTE)
    return found


def test_says_what_a_monitor_would_have_come_to_as_far_back_as_minutes_are_kept() -> None:
    found = replayed(store(), judging().monitors[1], NOON)
    assert found is not None
    assert [(each.at - NOON, each.after) for each in found.transitions] == [
        (-2 * DAY + 60, Status.ALERT),
        (-2 * DAY + 660, Status.OK),
    ]
    assert found.batches[0][0].instants[0] == NOON - REACH + 60


def test_says_nothing_of_what_is_no_monitor_on_metrics() -> None:
    check = {"type": "service check", "name": "a", "query": '"up".over("*").by("*").last(2).count_by_status()'}
    assert replayed(store(), replace(judging().monitors[1], body=check), NOON) is None


def test_a_book_begins_with_the_past_of_a_monitor_and_again_when_its_query_changes() -> None:
    of = store()
    book, without = UptimeBook(lambda monitor, until: replayed(of, monitor, until)), UptimeBook()
    for each in (book, without):
        each.learn(judging(of=of), [1])
    asked = Monitors((1,), ())
    assert book.members(asked)["1"].times.tolist() == [NOON - 2 * DAY + 60, NOON - 2 * DAY + 660]
    assert without.members(asked)["1"].times.tolist() == []

    book.learn(judging(QUERY.replace("4", "40"), of), [1])
    assert book.members(asked)["1"].times.tolist() == []
