"""People: buttons that nobody presses any more, which no server sees fail, and pages slow before they break."""

import pytest

from dogwatch.testing import exactly, mixture, times, trickle
from features import catalog, checkout, login, payment, product_page, search


@pytest.mark.parametrize(
    ("feature", "action"),
    [(checkout, "pay"), (checkout, "review_order"), (product_page, "add_to_cart"), (search, "open_result")],
    ids=lambda each: getattr(each, "name", each),
)
def test_a_button_that_does_nothing_is_told_within_the_hour(simulate, feature, action):
    key = f"{feature.name}/engagement-{action}-drop"
    sim = simulate(catalog, only=[key])
    shop = sim.load(feature, actions={action: "4/s"})
    sim.run("1h").expect_quiet()

    shop.degrade(actions=times(0.2))
    sim.run("90m").expect_alert(key, within="60m", tells=feature.team.notify[0])
    shop.recover()
    sim.run("90m").expect_recovery(key)


@pytest.mark.parametrize(
    ("feature", "slow"),
    [(checkout, "350ms"), (payment, "1700ms"), (product_page, "450ms")],
    ids=lambda each: getattr(each, "name", each),
)
def test_a_little_slow_warns_before_it_is_too_slow(simulate, feature, slow):
    key = f"{feature.name}/latency-p95"
    sim = simulate(catalog, only=[key])
    shop = sim.load(feature)
    sim.run("20m").expect_quiet()

    shop.degrade(latency=slow)
    sim.run("20m").expect_alert(key, "warn", tells=feature.team.notify[0])
    assert not [told for told in sim.notifications if told.status == "Alert"]
    shop.recover()
    sim.run("25m").expect_recovery(key)


@pytest.mark.parametrize(
    ("feature", "fast", "slow", "share"),
    [(checkout, "200ms", "900ms", 0.1), (login, "300ms", "900ms", 0.6)],
    ids=lambda each: getattr(each, "name", ""),
)
def test_some_who_wait_too_long_all_day_use_up_the_promise(simulate, feature, fast, slow, share):
    morning, day = f"{feature.name}/latency-burn-6h", f"{feature.name}/latency-burn-24h"
    sim = simulate(catalog, even=True, only=[morning, day])
    shop = sim.load(feature, rate="5/s", latency=fast)
    sim.run("1h").expect_quiet()

    shop.degrade(latency=mixture({exactly(fast): 1 - share, exactly(slow): share}))
    run = sim.run("12h")
    run.expect_alert(morning, within="6h", tells=feature.team.notify[0])
    run.expect_alert(day, within="12h", tells=feature.team.notify[0])
    shop.recover()
    run = sim.run("3h")
    run.expect_recovery(morning, within="30m")
    run.expect_recovery(day, within="2h")


@pytest.mark.parametrize(
    ("feature", "every"), [(checkout, "12s"), (login, "35s")], ids=lambda each: getattr(each, "name", "")
)
def test_a_night_on_which_everybody_waits(simulate, feature, every):
    key = f"{feature.name}/latency-low-traffic"
    sim = simulate(catalog, only=[key])
    shop = sim.load(feature, rate=trickle(every=every), latency="200ms")
    sim.run("2h").expect_quiet()

    shop.degrade(latency="2s")
    sim.run("75m").expect_alert(key, tells=feature.team.notify[0])
    shop.recover()
    sim.run("75m").expect_recovery(key)


@pytest.mark.parametrize("feature", [payment, search], ids=lambda each: each.name)
def test_failures_are_warned_of_before_they_are_too_many(simulate, feature):
    key = f"{feature.name}/errors"
    sim = simulate(catalog, only=[key])
    shop = sim.load(feature, rate="50/s")
    sim.run("20m").expect_quiet()

    shop.degrade(errors="1.5%")
    sim.run("20m").expect_alert(key, "warn", tells=feature.team.notify[0])
    assert not [told for told in sim.notifications if told.status == "Alert"]
    shop.recover()
    sim.run("25m").expect_recovery(key)


def test_most_of_a_months_budget_is_gone(simulate):
    sim = simulate(catalog, only=["checkout/availability-budget"])
    shop = sim.load(checkout, past={"errors": "0.07%"})
    sim.run("1h").expect_quiet()

    # Seven tenths of it were gone before; an hour of this takes the rest.
    shop.degrade(errors="10%")
    sim.run("2h").expect_alert("checkout/availability-budget", tells="@slack-payments-alerts")
