"""Checkout: whoever is on call for payments hears of what costs orders, soon, and of nothing else."""

from dogwatch.testing import lognormal, times
from features import catalog, checkout


def test_an_ordinary_morning_is_quiet(simulate):
    sim = simulate(catalog, start="2026-01-05T09:00Z", env="prod")
    sim.load(checkout, rate="20/s", latency=lognormal(p50="120ms", p99="350ms"), errors="0.05%")

    sim.run("2h").expect_quiet()


def test_slow_checkout_is_told_and_pages_as_the_budget_burns(simulate):
    sim = simulate(catalog, start="2026-01-05T09:00Z", env="prod")
    shop = sim.load(checkout, rate="20/s", latency=lognormal(p50="120ms", p99="350ms"))
    sim.run("30m").expect_quiet()

    shop.degrade(latency=times(5))
    slow = sim.run("30m")
    alert = slow.expect_alert("checkout/latency-p95", within="6m", since=shop.changed, tells="@slack-payments-alerts")
    slow.expect_alert("checkout/latency-burn-1h", within="15m", since=shop.changed, tells="@pagerduty-Payments")
    assert "docs/runbooks/checkout.md" in alert.message

    shop.recover()
    over = sim.run("30m")
    over.expect_recovery("checkout/latency-p95", within="6m", since=shop.changed)
    over.expect_recovery("checkout/latency-burn-1h", within="6m", since=shop.changed)


def test_slow_and_failing_at_once_is_told_as_one_trouble(simulate):
    sim = simulate(catalog, only=["checkout/slow-and-failing"])
    shop = sim.load(checkout, rate="20/s")
    sim.run("15m").expect_quiet()
    shop.degrade(latency=times(5))
    sim.run("10m").expect_quiet()
    shop.degrade(errors="3%")
    sim.run("10m").expect_alert("checkout/slow-and-failing", tells="@pagerduty-Payments")

    sim.run("25m").expect_reminder("checkout/slow-and-failing")
    # Of a few calls that are as bad nothing is said.
    shop.degrade(rate="3/m", errors="100%")
    sim.run("10m").expect_recovery("checkout/slow-and-failing", tells="@pagerduty-Payments")
    sim.run("10m").expect_quiet()


def test_slow_and_failing_is_over_when_nobody_knows_that_it_is_slow(simulate):
    sim = simulate(catalog, only=["checkout/slow-and-failing"])
    shop = sim.load(checkout, rate="20/s", latency="2s", errors="5%")
    sim.run("15m").expect_alert("checkout/slow-and-failing")

    # That calls fail is still told, by the alert on errors.
    shop.lose("feature.duration")
    sim.run("15m").expect_recovery("checkout/slow-and-failing")


def test_a_little_slow_and_failing_warns(simulate):
    sim = simulate(catalog, only=["checkout/slow-and-failing"])
    shop = sim.load(checkout, rate="20/s")
    sim.run("15m").expect_quiet()

    shop.degrade(latency="350ms", errors="3%")
    sim.run("10m").expect_alert("checkout/slow-and-failing", "warn", tells="@slack-payments-alerts")


def test_nobody_is_woken_by_staging(simulate):
    sim = simulate(catalog, env="staging")
    shop = sim.load(checkout)
    shop.degrade(errors="50%")
    sim.run("30m").expect_alert("checkout/availability-burn-1h", tells="@slack-payments-staging")

    assert not [told for told in sim.notifications if "@pagerduty-Payments" in told.tells]


def test_a_bad_version_on_few_hosts_is_found(simulate):
    sim = simulate(catalog)
    shop = sim.load(checkout, rate="50/s", hosts=10)
    sim.run("15m").expect_quiet()
    shop.deploy("2.0", hosts=0.1, errors="5%")

    sim.run("15m").expect_alert("checkout/errors-version", within="12m", group="2.0", tells="@slack-payments-alerts")
    shop.recover()
    sim.run("15m").expect_recovery("checkout/errors-version", group="2.0")
