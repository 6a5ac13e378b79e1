"""Monitors on events and logs, from records to what is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dogwatch.judge import Events, Judging, Notice, Record, Records, Status
from dogwatch.measure import Store

START = 1_700_002_800


def logs(query: str, **options: Any) -> dict[str, Any]:
    return {"type": "log alert", "name": "a", "query": query, "message": "", "options": options}


def log(minute: float, **attributes: Any) -> Record:
    """A log of the service web that is an error."""
    return Record(START + int(60 * minute), "it broke", attributes={"service": "web", "status": "error", **attributes})


def judged(body: dict[str, Any], *records: Record) -> Judging:
    return Judging(Store(), {1: body}, now=START, kinds=[Events(Records(logs=records, events=records))])


def told(notices: list[Notice]) -> list[tuple[int, str, float | None]]:
    """After how many minutes, what, and the value."""
    return [((notice.at - START) // 60, notice.status.word, notice.transition.value) for notice in notices]


COUNT = 'logs("service:web status:error").index("main").rollup("count").last("5m") > 2'


def test_counts_the_logs_of_its_window_that_the_search_finds() -> None:
    records = [log(1), log(2), log(2.5), log(3), log(2, status="info"), log(2, service="api")]
    assert told(judged(logs(COUNT), *records).run(START + 1200)) == [(3, "Alert", 3.0), (8, "OK", 1.0)]


def test_no_logs_are_none() -> None:
    judging = judged(logs(COUNT))
    judging.run(START + 60)
    assert judging.state(1) is Status.OK
    below = judged(logs('logs("*").index("*").rollup("count").last("5m") < 1'))
    assert told(below.run(START + 60)) == [(1, "Alert", 0.0)]


def test_warns_and_recovers_by_thresholds_of_the_options() -> None:
    thresholds = {"critical": 2, "warning": 1, "critical_recovery": 0}
    records = [log(1), log(1), log(1.5), log(4.5)]
    notices = judged(logs(COUNT, thresholds=thresholds), *records).run(START + 1200)
    assert told(notices) == [(2, "Alert", 3.0), (10, "OK", 0.0)]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ({"on_missing_data": "show_no_data"}, []),
        ({"on_missing_data": "show_and_notify_no_data"}, [(7, "No Data", None)]),
        ({"on_missing_data": "resolve"}, []),
        ({"notify_no_data": True, "no_data_timeframe": 10}, [(12, "No Data", None)]),
    ],
)
def test_no_logs_are_what_the_options_say(missing: dict[str, Any], expected: list[Any]) -> None:
    assert told(judged(logs(COUNT, **missing), log(1)).run(START + 900)) == expected


def test_counts_in_groups_of_several_facets() -> None:
    query = 'logs("*").rollup("count").by("service,@http.status").last("5m") > 1'
    records = [log(1, http={"status": 500}), log(1, http={"status": 500}), log(1, http={"status": 404}), log(1)]
    judging = judged(logs(query), *records)
    notices = judging.run(START + 120)
    assert judging.states(1) == {("web", "404"): Status.OK, ("web", "500"): Status.ALERT}
    assert notices[0].transition.tags == {"service": "web", "@http.status": "500"}


def test_a_log_with_several_values_is_in_the_group_of_each() -> None:
    query = 'logs("*").rollup("count").by("@users").last("5m") > 0'
    judging = judged(logs(query), log(1, users=["ann", "bob", "ann"]))
    found = [(notice.transition.group, notice.transition.value) for notice in judging.run(START + 120)]
    assert found == [(("ann",), 1.0), (("bob",), 1.0)]


def test_a_group_that_falls_silent_counts_none() -> None:
    query = 'logs("*").rollup("count").by("service").last("5m") > 0'
    assert told(judged(logs(query), log(1)).run(START + 600)) == [(2, "Alert", 1.0), (7, "OK", 0.0)]


BELOW = 'logs("*").rollup("count").by("service").last("5m") < 2'


def test_below_a_group_alerts_as_long_as_it_has_logs() -> None:
    often = [log(minute, service="api") for minute in range(20)]
    judging = judged(logs(BELOW), log(6), *often)
    notices = [notice for notice in judging.run(START + 1200) if notice.transition.group == ("web",)]
    assert told(notices) == [(7, "Alert", 1.0), (12, "OK", None)]


def test_below_all_groups_alert_when_none_has_logs() -> None:
    records = [log(minute, service=service) for minute in (1.2, 1.5) for service in ("web", "api")]
    notices = judged(logs(BELOW), *records).run(START + 420)
    assert [(*told([notice]), notice.transition.group) for notice in notices] == [
        ((7, "Alert", 0.0), ("api",)),
        ((7, "Alert", 0.0), ("web",)),
    ]


NUMBERS = [1, 2, 3, 4, 10]


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("avg", 4),
        ("sum", 20),
        ("min", 1),
        ("max", 10),
        ("median", 3),
        ("pc75", 4),
        ("pc90", 10),
        ("pc99", 10),
        ("cardinality", 6),
    ],
)
def test_measures_what_logs_say(method: str, value: float) -> None:
    query = f'logs("*").rollup("{method}", "@took").last("5m") > 0'
    records = [*(log(1, took=took) for took in NUMBERS), log(1, took=2.0), log(1, took="slow"), log(1)]
    if method != "cardinality":
        records.remove(log(1, took=2.0))
    assert told(judged(logs(query), *records).run(START + 120)) == [(2, "Alert", value)]


def test_a_measure_is_of_numbers_alone() -> None:
    query = 'logs("*").rollup("max", "@took").last("5m") >= 0'
    assert judged(logs(query), log(1, took=True), log(1, took="9")).run(START + 120) == []


def test_a_measure_of_nothing_leaves_the_state() -> None:
    query = 'logs("*").rollup("avg", "@took").last("5m") > 0'
    assert told(judged(logs(query), log(1, took=4)).run(START + 1200)) == [(2, "Alert", 4.0)]


def test_only_the_logs_of_the_index_count() -> None:
    other = Record(START + 60, attributes={"service": "web", "status": "error"}, index="audit")
    assert judged(logs(COUNT.replace("> 2", "> 0")), other).run(START + 120) == []
    assert judged(logs(COUNT.replace("> 2", "> 0").replace('"main"', '"*"')), other).run(START + 120)
    assert judged(logs(COUNT.replace("> 2", "> 0").replace('"main"', '"audit", "main"')), other).run(START + 120)


def test_a_window_ends_before_its_last_second() -> None:
    query = COUNT.replace("> 2", "> 0")
    assert told(judged(logs(query), log(5)).run(START + 1200)) == [(6, "Alert", 1.0), (11, "OK", 0.0)]


def test_events_are_searched_by_words_tags_and_source() -> None:
    query = 'events("source:deploy status:error failed").rollup("count").by("env").last("15m") > 0'
    event = Record(
        START + 60,
        "it failed",
        frozenset({"env:prod", "team:web"}),
        {"source": "deploy", "status": "error"},
        "Deployment",
    )
    body = {**logs(query), "type": "event-v2 alert"}
    assert judged(body, event).run(START + 120)[0].transition.tags == {"env": "prod"}
    assert judged(body, Record(START + 60, "it failed", attributes={"source": "deploy"})).run(START + 120) == []


def test_records_may_come_while_it_judges() -> None:
    records = Records()
    judging = Judging(Store(), {1: logs(COUNT.replace("> 2", "> 0"))}, now=START, kinds=[Events(records)])
    assert judging.run(START + 60) == []
    records.add("logs", log(1.5))
    assert told(judging.run(START + 120)) == [(2, "Alert", 1.0)]


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ('logs("*").rollup("mode", "@a").last("5m") > 1', "event-rollups"),
        ('logs("*").rollup("avg").last("5m") > 1', "event-rollups"),
        ('logs("*").source("browser").rollup("count").last("5m") > 1', "event-steps"),
        ('logs("@a:>1s").rollup("count").last("5m") > 1', "search-bounds"),
        ('logs("*").rollup("count").last("5m") > threshold', "dynamic-thresholds"),
        ('formula("a / b").last("5m") > 1', "formula-over-variables"),
        ('logs("*").rollup("count").by("a,b,c,d,e").last("5m") > 1', "event-facets"),
    ],
)
def test_what_is_not_evaluated_is_refused_by_name(query: str, rule: str) -> None:
    assert judged(logs(query)).refused[1].rule == rule


def test_a_group_beyond_the_top_ones_is_as_one_without_logs() -> None:
    by_two = 'logs("*").index("*").rollup("count").by("service,@user").last("5m") > 2'
    records = [said(1, "", "web") for _ in range(3)]
    small = [replace(each, attributes={**each.attributes, "user": "ann"}) for each in records]
    large = [
        replace(said(2, "", "web"), attributes={"service": "web", "user": f"u{n}"}) for n in range(30) for _ in range(4)
    ]
    judging = judged(logs(by_two), *small, *large)
    found = [(",".join(each.transition.group), *told([each])[0]) for each in judging.run(START + 1200)]
    assert [each for each in found if each[0] == "web,ann"] == [("web,ann", 2, "Alert", 3.0), ("web,ann", 3, "OK", 0.0)]
    assert len([each for each in found if each[2] == "Alert"]) == 31


def messages(body: dict[str, Any], *records: Record) -> list[tuple[str, Any]]:
    """The group of each notice, and the message of the log that it knows of."""
    judging = judged(body, *records)
    known = [(notice, judging.known(notice).variables) for notice in judging.run(START + 1200)]
    return [(",".join(notice.transition.group), log.get("log", {}).get("message")) for notice, log in known]


def said(minute: float, message: str, service: str) -> Record:
    return Record(START + int(60 * minute), message, attributes={"service": service, "status": "error"})


BY_SERVICE = COUNT.replace("service:web", "").replace('.last("5m")', '.by("service").last("5m")')


def test_a_notice_knows_the_newest_log_of_its_window_and_group() -> None:
    records = [said(n / 9, f"{service} {n}", service) for n in range(3) for service in ("api", "web")]
    later = [said(3, "later", "web"), replace(said(0.5, "no error", "web"), attributes={"service": "web"})]
    assert messages(logs(BY_SERVICE), *records, *later)[:2] == [("api", "api 2"), ("web", "web 2")]


def test_a_recovery_without_logs_knows_of_none_and_one_with_some_of_the_newest() -> None:
    records = [said(n, f"{n}", "web") for n in (1, 2, 3)]
    assert messages(logs(COUNT), *records) == [("", "3"), ("", "3")]
    at_once = [said(1.5, f"{n}", "web") for n in range(3)]
    assert messages(logs(COUNT), *at_once) == [("", "2"), ("", None)]


def test_groups_told_together_know_the_newest_log_of_those_in_trouble() -> None:
    records = [said(n / 9, f"{n}", "web") for n in range(3)] + [said(0.5, "one of another", "api")]
    assert messages(logs(BY_SERVICE, notify_by=["*"]), *records) == [("", "2"), ("", None)]
    two = BY_SERVICE.replace('.by("service")', '.by("service,status")')
    ended = [said(4.5, "api is well", "api"), said(4, "web is better", "web")]
    assert messages(logs(two, notify_by=["service"]), *records, *ended)[-1] == ("web", "web is better")


def test_reminders_know_the_newest_log_too() -> None:
    records = [said(n / 4, f"{n}", "web") for n in range(80)]
    found = messages(logs(COUNT, renotify_interval=5), *records)
    assert found == [("", "3"), ("", "23"), ("", "43"), ("", "63")]


def samples(query: str, *records: Record, **options: Any) -> list[list[str]]:
    judging = judged(logs(query, **{"enable_logs_sample": True, **options}), *records)
    return [[log.message for log in judging.known(notice).samples] for notice in judging.run(START + 1200)]


def test_logs_stand_beside_what_is_told_of_them() -> None:
    records = [said(n / 99, f"{n}", service) for n in range(12) for service in ("api", "web")]
    newest = [f"{n}" for n in range(11, 1, -1)]
    assert samples(COUNT, *records) == [newest, []]
    assert samples(BY_SERVICE, *records) == [newest, newest, [], []]
    assert samples(COUNT, *records, enable_logs_sample=False) == [[], []]
    assert samples(COUNT, *[said(n, f"{n}", "web") for n in (1, 1, 1, 4)]) == [["1", "1", "1"], []]


def test_where_datadog_lists_top_values_no_logs_stand() -> None:
    took = [
        replace(each, attributes={**each.attributes, "took": 9}) for each in [said(n / 9, "a", "web") for n in range(3)]
    ]
    measure = 'logs("*").index("*").rollup("max", "@took").last("5m") > 2'
    assert samples(BY_SERVICE, *took, notify_by=["*"])[0] == []
    assert samples(measure.replace(".last", '.by("service").last'), *took)[0] == []
    assert samples(measure, *took)[0] == ["a", "a", "a"]


def test_many_groups_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    between = Records.between
    monkeypatch.setattr(Records, "between", lambda *given: asked.append(given) or between(*given))
    judging = judged(logs(BY_SERVICE), *[said(n / 9, f"{n}", f"s{service}") for n in range(3) for service in range(50)])
    notices = judging.run(START + 60)
    asked.clear()
    assert len({judging.known(notice).variables["log"]["service"] for notice in notices}) == 50
    assert len(asked) == 1


def test_many_instants_come_to_the_same_as_one_each() -> None:
    chance = np.random.default_rng(5)
    records = [
        log(float(chance.uniform(*when)), service=service, took=int(chance.integers(9)))
        for service, when in (("web", (0, 60)), ("api", (10, 30)), ("late", (30, 55)))
        for _ in range(25)
    ]
    queries = [
        COUNT,
        BELOW,
        BELOW.replace("< 2", "> 3"),
        'logs("*").rollup("max", "@took").by("service").last("4m") > 6',
    ]
    bodies = {id: logs(query) for id, query in enumerate(queries, 1)}

    def judging() -> Judging:
        return Judging(Store(), bodies, now=START, kinds=[Events(Records(logs=records))])

    at_once, step = judging(), judging()
    notices = at_once.run(START + 3600)
    assert len(notices) > 20
    assert notices == [notice for minute in range(1, 61) for notice in step.run(START + 60 * minute)]
