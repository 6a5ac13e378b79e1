from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from dogwatch import Availability, Errors, Monitor, Slo, Uptime
from dogwatch.errors import UsageError
from dogwatch.testing import FeatureLoad, Simulation, Unmet, coverage_of, lognormal, simulate, times
from tests.testing.shop import DECLARED, checkout, payments, simulation


def test_slow_calls_page_and_recover() -> None:
    sim = simulation()
    shop = sim.load(checkout, rate="20/s", latency=lognormal(p50="120ms", p99="350ms"), tags={"region": "eu"})
    sim.run("30m").expect_quiet()

    shop.degrade(latency=times(5))
    alert = sim.run("15m").expect_alert(
        "checkout/latency-p95", within="6m", since=shop.changed, tells="@pagerduty-Payments", group="eu"
    )
    shop.recover()
    recovery = sim.run("20m").expect_recovery("checkout/latency-p95", group={"region": "eu"})

    assert "runbook" in alert.message.lower()
    assert (alert.status, alert.value, recovery.is_recovery) == ("Alert", pytest.approx(0.8, rel=0.05), True)
    assert [str(each) for each in sim.notifications] == [
        "09:31 checkout/latency-p95 of region:eu Alert: @pagerduty-Payments, @slack-payments-alerts",
        "09:50 checkout/latency-p95 of region:eu OK: @pagerduty-Payments, @slack-payments-alerts",
    ]


def test_nobody_is_woken_outside_production() -> None:
    sim = simulation(env="staging")
    shop = sim.load(checkout, tags={"region": "eu"})
    shop.degrade(latency=times(9))
    run = sim.run("10m")

    with pytest.raises(Unmet, match="it told nobody, and not @pagerduty-Payments"):
        run.expect_alert("checkout/latency-p95", tells="@pagerduty-Payments")


def test_a_load_has_gone_on_for_as_long_as_its_monitors_look_back() -> None:
    sim = simulation()
    shop = sim.load(checkout, tags={"region": "eu"})
    sim.run("70m").expect_quiet()

    shop.degrade(actions={"pay": "0/s"})

    sim.run("90m").expect_alert("checkout/engagement-pay-drop")


def test_a_feature_that_is_gone_is_told_of() -> None:
    sim = simulation()
    shop = sim.load(checkout, tags={"region": "eu"})
    sim.run("10m").expect_quiet()
    shop.stop()

    sim.run("15m").expect_alert("checkout/traffic-min", within="7m")


def test_late_values_are_not_seen_before_they_come() -> None:
    alerts = []
    for delay in (None, "3m"):
        sim = simulation()
        shop = sim.load(checkout, tags={"region": "eu"})
        sim.run("10m")
        if delay:
            shop.delay(delay)
        shop.degrade(errors="50%")
        alerts.append(sim.run("15m").expect_alert("checkout/errors").at)

    assert alerts[1] - alerts[0] == 120


def test_the_same_seed_makes_the_same_run() -> None:
    values = []
    for seed in (7, 7, 8):
        sim = simulate(DECLARED, start="2026-01-05T09:00Z", seed=seed)
        sim.load(checkout, errors="5%", tags={"region": "eu"})
        values.append(sim.run("5m").expect_alert("checkout/errors").value)

    assert values[0] == values[1] != values[2]


def test_names_a_feature_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="the catalog shop has no feature 'chekout'; did you mean 'checkout'"):
        simulation().load("chekout")


def test_a_feature_has_one_load() -> None:
    sim = simulation()
    sim.load("checkout")

    with pytest.raises(UsageError, match="checkout has a load already; change it with degrade"):
        sim.load(checkout)


def test_names_a_measure_that_no_monitor_reads() -> None:
    with pytest.raises(UsageError, match=r"shop.py:\d+: no monitor of checkout reads feature.process.memory"):
        simulation().load(checkout, memory="1GiB")


@pytest.mark.parametrize(
    ("duration", "sentence"),
    [("90s", "ends between two evaluations; write whole minutes"), ("-5m", "is no span of time")],
)
def test_runs_for_whole_minutes(duration: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        simulation().run(duration)


@pytest.mark.parametrize("start", ["Monday", "2026-01-05T09:00:30Z"])
def test_begins_at_a_whole_minute(start: str) -> None:
    with pytest.raises(UsageError, match=start):
        simulation(start=start)


def test_nothing_is_left_of_a_simulation_once_its_test_is_over() -> None:
    gc.disable()
    try:
        sim = simulation()
        shop = sim.load(checkout, tags={"region": "eu"})
        shop.degrade(latency=times(9))
        sim.mute(lasting="1h")
        sim.series("shop.index.age{host:a}", "1x360")
        sim.run("10m")
        store = weakref.ref(sim.store)
        del sim, shop
        assert store() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rate": "-5/s"}, "rate='-5/s' cannot be; write a rate from 0 on"),
        ({"errors": "200%"}, "errors='200%' cannot be; write a percentage from 0% to 100%"),
        ({"hosts": 0}, "hosts=0 says no hosts; write how many, or their names"),
        ({"hosts": ["a", "a"]}, "each once"),
        ({"hosts": 2.5}, "hosts=2.5 says no hosts"),
        ({"tags": {"env": "x"}}, "'env' is no further tag; its loads have that already"),
        ({"tags": {"a b": "x"}}, "Datadog would make 'a_b' of it"),
        ({"tags": {"region": []}}, "region has no value"),
        ({"tags": ["a:b"]}, "are no tags; write {'region'"),
        ({"actions": {"pya": "1/s"}}, "declares no action 'pya'; did you mean 'pay'"),
        ({"past": {"actions": {"pya": "1/s"}}}, "did you mean 'pay'"),
    ],
)
def test_a_load_that_cannot_be_is_refused_before_anything_runs(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        simulation().load(checkout, **wrong)

    assert said in str(error.value)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda load: load.lose("feature.hitz"), "writes no feature.hitz; did you mean 'feature.hits'"),
        (lambda load: load.deploy("2.0", hosts=2), "hosts=2 is no share of the hosts; write one up to 1"),
        (lambda load: load.deploy("2.0", hosts=0), "hosts=0 is no share"),
        (lambda load: load.degrade(errors="-1%"), "cannot be; write a percentage"),
    ],
)
def test_a_change_that_cannot_be_is_refused(wrong: Callable[[FeatureLoad], None], said: str) -> None:
    load = simulation().load(checkout)

    with pytest.raises(UsageError) as error:
        wrong(load)

    assert said in str(error.value)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"start": None}, "None is no moment"),
        ({"env": "Pro d"}, "env='Pro d' is no environment"),
        ({"seed": -1}, "seed=-1 is no seed"),
        ({"only": "checkout/cpuu"}, "there is no monitor 'checkout/cpuu'"),
    ],
)
def test_a_simulation_that_cannot_be_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        simulation(**wrong)

    assert said in str(error.value)


@pytest.mark.parametrize(
    ("values", "kind", "said"),
    [
        ("", "gauge", "'' says no values"),
        ("1x1000001", "gauge", "more than a million values"),
        ("_x1000001", "gauge", "more than a million values"),
        ("1e400", "gauge", "'1e400' is no finite number"),
        ("1", "gage", "kind='gage' is no kind of a metric; write one of gauge"),
    ],
)
def test_series_that_cannot_be_are_refused(values: str, kind: Any, said: str) -> None:
    with pytest.raises(UsageError) as error:
        simulation().series("shop.index.age{host:a}", values, kind=kind)

    assert said in str(error.value)


def test_what_no_monitor_reads_is_refused() -> None:
    sim = simulation()
    with pytest.raises(UsageError, match=r"catalog shop reads 'shop.index.agee'; did you mean 'shop.index.age'\?"):
        sim.series("shop.index.agee{host:a}", "1x10")
    with pytest.raises(UsageError, match=r"no monitor of the catalog shop reads 'database.up'; they read none"):
        sim.check("database.up{host:a}", "okx10")


SEARCH = attrs.evolve(checkout, name="search", service="search-api", signals=[Errors(rate="1%", least=0)])


def asking(name: str, query: str, **more: Any) -> Monitor:
    """A monitor that somebody wrote."""
    return Monitor(name, team=payments, title=name, what="It is.", query=query, **more)


def many(*by_hand: Monitor) -> Simulation:
    """A simulation of two features of two services."""
    declared = attrs.evolve(DECLARED, features=(checkout, SEARCH), by_hand=by_hand)
    return simulate(declared, start="2026-01-05T09:00Z", even=True)


FAILED = "sum(last_5m):sum:feature.hits{$env,outcome:error"


@pytest.mark.parametrize(
    "monitor",
    [
        asking("failing", FAILED + "}.as_count() > 100"),
        asking("failing", FAILED + ",feature:search}.as_count() > 100"),
        asking("failing", FAILED + ",service:search-api}.as_count() > 100"),
        asking(
            "failing", "sum(last_5m):sum:feature.hits{$env AND feature IN (search) AND outcome:error}.as_count() > 100"
        ),
        asking("failing", FAILED + ",feature:search}.as_count() > 100", feature=checkout),
    ],
)
def test_what_somebody_wrote_on_the_calls_of_a_feature_is_judged_with_its_load(monitor: Monitor) -> None:
    sim = many(monitor)
    search = sim.load("search", rate="20/s", errors="0%")
    sim.run("10m").expect_quiet(sim.watching.named(f"{'checkout/' if monitor.feature else ''}failing").name)
    search.degrade(errors="50%")
    with pytest.raises(Unmet, match=r"not quiet: .*failing"):
        sim.run("10m").expect_quiet(but=["search/errors"])


def test_a_monitor_on_calls_that_have_no_load_is_refused_by_the_name_of_their_feature() -> None:
    elsewhere = asking("search-fails", FAILED + ",feature:search}.as_count() > 100")
    of_service = asking("service-fails", FAILED + ",service:search-api}.as_count() > 100")
    other = asking("few-search", "sum(last_5m):sum:feature.hits{$env,feature:search}.as_count() < 9", feature=checkout)
    share = "sum(last_5m):sum:feature.hits{$env,feature:search}.as_count() / sum:feature.hits{$env,feature:checkout}"
    both = asking("searches-a-checkout", share + ".as_count() < 0.1")
    parts = "${monitor:shop/search-fails} || ${monitor:shop/checkout/errors}"
    made = asking("either", parts, type="composite", feature=checkout)
    sim = many(elsewhere, of_service, other, both, made)
    sim.load("checkout", tags={"region": "eu"})
    run = sim.run("10m")
    run.expect_quiet()

    for key in ("search-fails", "checkout/few-search", "searches-a-checkout", "checkout/either", "search/errors"):
        with pytest.raises(UsageError, match=f"monitor {key} is not judged, since search has no load here; give it"):
            run.expect_quiet(key)
    with pytest.raises(UsageError, match="monitor service-fails is not judged, since what it reads has no load here"):
        run.expect_quiet("service-fails")

    sim.load("search")
    sim.run("10m").expect_quiet("search-fails", "searches-a-checkout", "checkout/either", "service-fails")


def test_a_measure_that_only_a_monitor_of_no_feature_reads_may_be_loaded() -> None:
    query = "max(last_5m):max:feature.process.memory{$env,service:search-api} > 1000000000"
    sim = many(asking("memory-of-search", query))
    search = sim.load("search", memory="200MiB")
    sim.run("10m").expect_quiet("memory-of-search")
    search.degrade(memory="2GiB")
    sim.run("10m").expect_alert("memory-of-search")
    with pytest.raises(UsageError, match=r"no monitor of checkout reads feature\.process\.memory, so memory= shows"):
        sim.load("checkout", memory="200MiB")
    with pytest.raises(UsageError, match=r"no monitor of search reads feature\.cpu"):
        many().load("search", cpu="10ms")


def test_the_text_of_an_alert_on_an_slo_says_how_fast_it_burns() -> None:
    what = "{{timeframe}}: {{long_window_burn_rate}} and {{short_window_burn_rate}} times as fast."
    query = 'burn_rate("${slo:shop/checkout/availability}").over("30d").long_window("1h").short_window("5m") > 5'
    burns = Monitor("burns", team=payments, title="burns", what=what, type="slo alert", query=query)
    watched = attrs.evolve(checkout, objectives=[Availability("99%", over="30d")])
    sim = simulate(attrs.evolve(DECLARED, features=(watched,), by_hand=(burns,)), even=True, only=["burns"])
    shop = sim.load("checkout", errors="0%")
    sim.run("10m").expect_quiet("burns")
    shop.degrade(errors="50%")

    assert "30d: " in sim.run("20m").expect_alert("burns").message


def test_an_alert_on_an_slo_of_monitors_is_judged_with_what_these_read() -> None:
    query = "max(last_5m):max:shop.index.age{$env} by {shard} > 3600"
    fresh = Monitor("fresh", team=payments, title="old", what="old", query=query, warn=1800)
    uptime = Slo("fresh", team=payments, title="fresh", what="fresh", sli=Uptime([fresh]), target="99%", over="7d")
    burn = 'burn_rate("${slo:shop/fresh}").over("7d").long_window("1h").short_window("5m") > 16.8'
    what = "{{timeframe}}: {{value}} times as fast."
    burns = Monitor("burns", team=payments, title="burns", what=what, type="slo alert", query=burn)
    sim = simulate(attrs.evolve(DECLARED, by_hand=(fresh, uptime, burns)), even=True)
    sim.series("shop.index.age{shard:a}", "60x10 4000x20 60x60", step="1m")
    run = sim.run("90m")

    # 17% of an hour, which is 16.8 times 1%, are eleven minutes of trouble.
    alert = run.expect_alert("burns", since=sim.start + 600, within="12m", tells="@slack-payments-alerts")
    assert (alert.group, alert.status) == ({}, "Alert")
    assert "7d: 18.333 times as fast." in alert.message
    run.expect_recovery("burns")
    # The warning of the monitor is none of the alert.
    assert "warn" in coverage_of(sim.watching, []).monitors["fresh"].possible
    assert "warn" not in coverage_of(sim.watching, []).monitors["burns"].possible
