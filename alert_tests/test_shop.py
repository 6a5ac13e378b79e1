"""What happens to the whole shop at once: each team hears of its own features, and hears when it is over."""

import pytest

from dogwatch.testing import times, trickle
from features import cart, catalog, checkout, login, order_history, payment, product_page, recommendations, search

SHOP = [cart, checkout, login, order_history, payment, product_page, recommendations, search]
PROMISED = [cart, checkout, login, order_history, payment, product_page]


def told_to(feature):
    """Who hears of trouble that need not wake anybody; of what is only nice to have, by mail."""
    return feature.team.email[0] if feature.tier == 4 else feature.team.notify[0]


def test_a_slow_database_is_told_to_each_team(simulate):
    slow = {f"{feature.name}/latency-p95": feature for feature in SHOP}
    sim = simulate(catalog, only=[*slow, "cart/latency-p99", "checkout/latency-p99", "product-page/latency-p50"])
    loads = [sim.load(feature) for feature in SHOP]
    sim.run("20m").expect_quiet()

    for load in loads:
        load.degrade(latency=times(5))
    run = sim.run("25m")
    for key, feature in slow.items():
        run.expect_alert(key, within="17m", tells=told_to(feature))
    run.expect_alert("cart/latency-p99")
    run.expect_alert("checkout/latency-p99")
    run.expect_alert("product-page/latency-p50")

    for load in loads:
        load.recover()
    run = sim.run("25m")
    for key in [*slow, "cart/latency-p99", "checkout/latency-p99", "product-page/latency-p50"]:
        run.expect_recovery(key, within="20m")


def test_a_database_that_is_gone_fails_every_feature(simulate):
    failing = {f"{feature.name}/errors": feature for feature in SHOP}
    burning = {f"{feature.name}/availability-burn-1h": feature for feature in PROMISED}
    sim = simulate(catalog, only=[*failing, *burning])
    loads = [sim.load(feature) for feature in SHOP]
    sim.run("20m").expect_quiet()

    for load in loads:
        load.degrade(errors="60%")
    run = sim.run("40m")
    for key, feature in failing.items():
        run.expect_alert(key, within="16m", tells=told_to(feature))
    for key, feature in burning.items():
        run.expect_alert(key, within="30m", tells=feature.team.page[0] if feature.tier == 1 else told_to(feature))

    for load in loads:
        load.recover()
    run = sim.run("30m")
    for key in [*failing, *burning]:
        run.expect_recovery(key, within="25m")


# Many times as many failures as the promise allows, and too few to wake anybody: by tonight a week's budget is gone.
@pytest.mark.parametrize(
    ("feature", "errors"),
    [
        (cart, "4%"),
        (checkout, "0.8%"),
        (login, "0.8%"),
        (order_history, "12%"),
        (payment, "0.6%"),
        (product_page, "0.8%"),
    ],
    ids=lambda each: getattr(each, "name", None),
)
def test_a_few_failures_too_many_all_day_are_told_and_wake_nobody(simulate, feature, errors):
    hour, morning, day = (f"{feature.name}/availability-burn-{window}" for window in ("1h", "6h", "24h"))
    sim = simulate(catalog, even=True, only=[hour, morning, day])
    shop = sim.load(feature, rate="5/s")
    sim.run("1h").expect_quiet()

    shop.degrade(errors=errors)
    run = sim.run("12h")
    run.expect_quiet(hour)
    run.expect_alert(morning, within="6h", tells=told_to(feature))
    run.expect_alert(day, within="10h", tells=told_to(feature))
    shop.recover()
    run = sim.run("3h")
    run.expect_recovery(morning, within="30m")
    run.expect_recovery(day, within="90m")


# A little more than the least that is promised, and not enough to say that all is well again.
@pytest.mark.parametrize(
    ("feature", "barely"),
    [
        (cart, "2.1/m"),
        (checkout, "31/m"),
        (login, "2.1/m"),
        (payment, "10.5/m"),
        (product_page, "6.3/m"),
        (search, "1.05/m"),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_a_feature_that_nobody_reaches_any_more_is_told_of(simulate, feature, barely):
    key = f"{feature.name}/traffic-min"
    sim = simulate(catalog, even=True, only=[key])
    shop = sim.load(feature)
    sim.run("30m").expect_quiet()

    shop.stop()
    sim.run("20m").expect_alert(key, within="18m")
    shop.recover()
    shop.degrade(rate=barely)
    sim.run("20m")
    sim.run("20m").expect_held(key)
    shop.recover()
    sim.run("20m").expect_recovery(key, within="18m")


def test_orders_that_nobody_looks_at_for_a_night_and_a_morning(simulate):
    sim = simulate(catalog, even=True, only=["order-history/traffic-min"])
    shop = sim.load(order_history, rate="30/h", hosts=1)
    sim.run("2h").expect_quiet()

    shop.stop()
    sim.run("7h").expect_alert("order-history/traffic-min", within="6h", tells="@slack-accounts-alerts")
    shop.recover()
    shop.degrade(rate=trickle(every="28m"))
    sim.run("6h")
    sim.run("2h").expect_held("order-history/traffic-min")
    shop.recover()
    sim.run("2h").expect_recovery("order-history/traffic-min", within="90m")


# At night shares say little: these monitors count the calls that fail when hardly any succeed.
@pytest.mark.parametrize(
    ("feature", "what", "every"),
    [
        (cart, "availability", "5m"),
        (checkout, "availability", "2m"),
        (login, "availability", "10m"),
        (order_history, "availability", "20m"),
        (payment, "availability", "6m"),
        (product_page, "availability", "6m"),
        (recommendations, "errors", "8m"),
        (search, "errors", "8m"),
    ],
    ids=lambda each: getattr(each, "name", None),
)
def test_a_night_of_few_calls_that_all_fail(simulate, feature, what, every):
    key = f"{feature.name}/{what}-low-traffic"
    sim = simulate(catalog, only=[key])
    shop = sim.load(feature, rate=trickle(every=every))
    sim.run("2h").expect_quiet()

    shop.degrade(errors="100%")
    sim.run("75m").expect_alert(key, tells=told_to(feature))
    shop.recover()
    sim.run("75m").expect_recovery(key)


def test_one_order_page_that_fails_at_night_tells_nobody(simulate):
    sim = simulate(catalog, only=["order-history/availability-low-traffic"])
    sim.load(order_history, rate=trickle(every="70m"), errors="100%")

    sim.run("3h").expect_quiet()
