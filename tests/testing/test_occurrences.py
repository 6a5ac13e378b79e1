"""Checks, events and logs in simulations."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from dogwatch import Monitor
from dogwatch.errors import UsageError
from dogwatch.testing import Simulation, Unmet, coverage_of, simulate
from tests.testing.shop import DECLARED, payments


def monitor(name: str, type: str, query: str, **options: Any) -> Monitor:
    options = {"new_host_delay": 0, **options}
    return Monitor(name, team=payments, title=name, what="It is.", type=type, query=query, options=options)


CONNECTS = monitor(
    "database-is-gone",
    "service check",
    '"postgres.can_connect".over("$env").by("host").last(4).count_by_status()',
    thresholds={"critical": 3, "ok": 2},
)
REFUSED = monitor(
    "much-refused",
    "log alert",
    'logs("$env service:web @http.status_code:>=500").index("*").rollup("count").by("service").last("5m") > 3',
)
DEPLOYED = monitor("deployed", "event-v2 alert", 'events("$env source:deploy failed").rollup("count").last("5m") > 0')
QUIET = monitor("no-logs", "log alert", 'logs("$env").index("*").rollup("count").last("5m") < 1')
BOTH = Monitor(
    "both",
    team=payments,
    title="both",
    what="It is.",
    type="composite",
    query="${monitor:shop/deployed} && ${monitor:shop/much-refused}",
)


def simulation(*monitors: Monitor) -> Simulation:
    return simulate(attrs.evolve(DECLARED, by_hand=monitors), start="2026-01-05T09:00Z", even=True)


def test_a_check_that_fails_is_told_of() -> None:
    sim = simulation(CONNECTS)
    sim.check("postgres.can_connect{host:db1}", "okx3 criticalx3 okx4")
    run = sim.run("10m")
    alert = run.expect_alert("database-is-gone", within="6m", group="db1", tells="@slack-payments-alerts")
    assert alert.status == "Alert"
    run.expect_recovery("database-is-gone", within="8m")


def test_a_check_of_another_environment_is_not_looked_at() -> None:
    sim = simulation(CONNECTS)
    sim.check("postgres.can_connect{host:db1,env:dev}", "criticalx5")
    sim.run("10m").expect_quiet(no_data=False)


def test_logs_are_counted() -> None:
    sim = simulation(REFUSED)
    sim.log("refused", times=3, service="web", http={"status_code": 500})
    sim.run("5m").expect_quiet()
    sim.log("refused", times=4, service="web", http={"status_code": 503})
    sim.log("not found", times=9, service="web", http={"status_code": 404})
    sim.run("5m").expect_alert("much-refused", within="1m", group="web")


def test_events_and_logs_together_make_a_composite() -> None:
    sim = simulation(DEPLOYED, REFUSED, BOTH)
    sim.event("Deployment of web failed", source="deploy")
    sim.log("refused", times=4, service="web", http={"status_code": 500})
    sim.run("2m").expect_alert("both")


def test_a_composite_is_judged_when_all_that_it_is_made_of_is() -> None:
    sim = simulation(DEPLOYED, REFUSED, BOTH)
    sim.event("Deployment of web failed", source="deploy")
    sim.run("2m")
    assert [each.name for each in sim.judged] == ["deployed"]


def test_the_first_run_of_a_check_counts() -> None:
    query = '"postgres.can_connect".over("$env").by("host").last(2).count_by_status()'
    sim = simulation(monitor("at-once", "service check", query, thresholds={"critical": 1}))
    sim.check("postgres.can_connect{host:db1}", "critical")
    sim.run("2m").expect_alert("at-once")


def test_monitors_on_what_never_happens_are_not_judged() -> None:
    sim = simulation(QUIET, CONNECTS)
    sim.check("postgres.can_connect{host:db1}", "okx5")
    sim.run("10m").expect_quiet()
    sim.log("here I am")
    sim.run("10m").expect_alert("no-logs")


def test_what_no_check_says_is_refused() -> None:
    sim = simulation(CONNECTS)
    with pytest.raises(UsageError, match="a check says ok, warning, critical or unknown"):
        sim.check("postgres.can_connect", "4x3")
    with pytest.raises(UsageError, match="'broken' is no value of a series"):
        sim.check("postgres.can_connect", "ok broken")


def test_a_check_that_does_not_know_is_told_of() -> None:
    thresholds = {"critical": 3, "ok": 2, "unknown": 2}
    sim = simulation(attrs.evolve(CONNECTS, options={"new_host_delay": 0, "thresholds": thresholds}))
    sim.check("postgres.can_connect{host:db1}", "okx3 unknownx4 okx5")
    run = sim.run("7m")

    told = run.expect_alert("database-is-gone", "unknown", tells="@slack-payments-alerts")
    assert (told.status, told.title) == ("Unknown", "[prod] database-is-gone")
    with pytest.raises(Unmet, match="not quiet: database-is-gone") as unmet:
        run.expect_quiet()
    assert "state  09:01  ···uuu 09:07   · OK, w Warn, A Alert, ? No Data, u Unknown" in str(unmet.value)
    sim.run("5m").expect_recovery("database-is-gone")
    seen = coverage_of(sim.watching, [sim.exercised]).monitors["database-is-gone"]
    assert (seen.possible, seen.missing) == (("alert", "recovery", "unknown"), ["alert"])


def test_a_message_says_what_the_event_said_and_tells_nobody_whom_the_event_names() -> None:
    said = "{{event.title}} by {{event.host.name}} in {{event.tags.env}}: {{{event.text}}} ({{event.id}})"
    sim = simulation(attrs.evolve(DEPLOYED, what=said))
    sim.event("Deployment of web failed", "see {{value}} @all", source="deploy", host="ci-1")
    run = sim.run("10m")
    alert = run.expect_alert("deployed")
    assert "Deployment of web failed by ci-1 in prod: see {{value}} @all (600000000000000001)" in alert.message
    assert alert.tells == ("@slack-payments-alerts",)
    assert "failed" not in run.expect_recovery("deployed").message.replace("deployed", "")


def test_a_message_says_what_the_newest_log_of_its_group_said() -> None:
    said = (
        "{{log.message}} {{log.attributes.http.status_code}} {{log.attributes.[http.status_code]}} {{log.link}}"
        '{{#is_match "log.attributes.http.path" "/pay"}} about money{{/is_match}}'
    )
    sim = simulation(attrs.evolve(REFUSED, what=said))
    sim.log("refused", times=4, service="web", http={"status_code": 500})
    sim.log("refused at last", service="web", every="50s", http={"status_code": 503, "path": "/pay/now"})
    sim.log("of another", times=2, every="50s", service="api", http={"status_code": 500})
    alert = sim.run("1m").expect_alert("much-refused", group="web")
    search = "env%3Aprod%20service%3Aweb%20%40http.status_code%3A%3E%3D500%20service%3Aweb"
    link = f"https://app.datadoghq.com/logs?query={search}&from_ts=1767603360000&to_ts=1767603660000&live=false"
    assert f"refused 500 500 {link}" in alert.message


def test_a_message_says_what_the_check_said() -> None:
    sim = simulation(attrs.evolve(CONNECTS, what="It says: {{check_message}}."))
    sim.check("postgres.can_connect{host:db1}", "okx3 criticalx3 okx4", message={"critical": "no route to db1"})
    run = sim.run("10m")
    assert "It says: no route to db1." in run.expect_alert("database-is-gone").message

    sim = simulation(attrs.evolve(CONNECTS, what="It says: {{check_message}}."))
    sim.check("postgres.can_connect{host:db1}", "criticalx3", message="{{check_message}} @all")
    alert = sim.run("10m").expect_alert("database-is-gone", tells="@slack-payments-alerts")
    assert "It says: {{check_message}} @all." in alert.message
    with pytest.raises(UsageError, match="'down' is no status; write one of ok, warning, critical, unknown"):
        sim.check("postgres.can_connect{host:db1}", "critical", message={"down": "no route"})


def test_logs_stand_beside_what_a_monitor_with_samples_tells() -> None:
    sim = simulation(attrs.evolve(REFUSED, options={"enable_logs_sample": True}))
    sim.log("refused", times=4, service="web", http={"status_code": 500})
    run = sim.run("10m")
    assert run.expect_alert("much-refused").samples == ("refused",) * 4
    assert run.expect_recovery("much-refused").samples == ()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"times": 0}, "times=0 is no number of them; write a whole one from 1 on"),
        ({"times": -3}, "times=-3 is no number"),
        ({"times": 1.5}, r"times=1\.5 is no number"),
        ({"tags": "env:prod"}, r"tags='env:prod' is one text; write a list, as in tags=\['env:prod'\]"),
    ],
)
def test_logs_and_events_that_would_not_be_what_was_meant_are_refused(said: dict[str, Any], sentence: str) -> None:
    sim = simulate(DECLARED)
    for happens in (sim.log, sim.event):
        with pytest.raises(UsageError, match=sentence):
            happens("refused", **said)


def test_a_message_of_a_check_is_a_text() -> None:
    sim = simulate(attrs.evolve(DECLARED, by_hand=(CONNECTS,)))
    with pytest.raises(UsageError, match="message=5 is no text; write one, or one for each status"):
        sim.check("postgres.can_connect{host:db1}", "ok", message=5)  # type: ignore[arg-type]


@pytest.mark.parametrize(("watching", "how"), [(CONNECTS, "check"), (REFUSED, "log"), (DEPLOYED, "event")])
def test_what_is_not_judged_says_how_to_write_what_it_reads(watching: Monitor, how: str) -> None:
    sim = simulation(watching)
    sim.load("checkout")
    with pytest.raises(UsageError, match=rf"is not judged, since nothing is written .*; write it by sim\.{how}$"):
        sim.run("1m").expect_alert(watching.name)
