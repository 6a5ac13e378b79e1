"""Search: its index is made anew all day, and people notice when it is not."""

from dogwatch.testing import times
from features import catalog, search

AGE = "shop.index.age{host:indexer}"


def test_an_index_that_grows_old_warns_then_alerts_and_recovers_late(simulate):
    sim = simulate(catalog)
    sim.load(search)
    index = sim.series(AGE, "600x100", step="1m")
    sim.series("shop.index.age{host:other}", "60x100", step="1m")
    sim.run("30m").expect_quiet()

    index.then("4000x100", 60)
    sim.run("12m").expect_alert("search/index-is-old", "warn", within="11m", tells="@slack-storefront-alerts")
    index.then("8000x100", 60)
    old = sim.run("12m").expect_alert("search/index-is-old", within="11m", tells="@slack-storefront-alerts")
    assert "people find products that are sold out" in old.message
    index.then("7000x100", 60)
    sim.run("12m").expect_held("search/index-is-old")
    index.then("600x100", 60)
    sim.run("12m").expect_recovery("search/index-is-old", within="12m")


def test_an_indexer_that_is_dead_is_told_of(simulate):
    sim = simulate(catalog)
    sim.series(AGE, "600x20", step="1m")
    sim.run("20m").expect_quiet()

    sim.run("15m").expect_no_data("search/index-is-old", within="11m", tells="@slack-storefront-alerts")


def test_an_old_index_is_told_again_while_it_lasts(simulate):
    sim = simulate(catalog)
    sim.series(AGE, "8000x300", step="1m")

    sim.run("4h30m").expect_reminder("search/index-is-old")


def test_the_promise_of_a_fresh_index_burns_by_the_hour(simulate):
    sim = simulate(catalog)
    sim.load(search)
    index = sim.series(AGE, "600x3000", step="1m")
    sim.run("60m").expect_quiet()

    # One slice of five minutes that is bad is a twelfth of the hour, and not yet told.
    index.then("4000x5 600x3000", 60)
    sim.run("60m").expect_quiet("search/fresh-burn-1h")
    index.then("4000x3000", 60)
    bad = sim.run("4h30m")
    bad.expect_alert("search/fresh-burn-1h", within="20m", tells="@slack-storefront-alerts")
    bad.expect_reminder("search/fresh-burn-1h")
    bad.expect_alert("search/fresh-burn-6h", within="90m", tells="@slack-storefront-alerts")
    bad.expect_alert("search/fresh-burn-24h", tells="@slack-storefront-alerts")
    index.then("600x3000", 60)
    good = sim.run("3h")
    good.expect_recovery("search/fresh-burn-1h", within="20m")
    good.expect_recovery("search/fresh-burn-6h", within="60m")
    good.expect_recovery("search/fresh-burn-24h")


def test_a_search_that_is_a_little_slow_warns_the_channel(simulate):
    sim = simulate(catalog)
    shop = sim.load(search, latency="500ms")
    sim.run("15m").expect_quiet()

    shop.degrade(latency=times(1.4))
    sim.run("10m").expect_alert("search/latency-p95", "warn", tells="@slack-storefront-alerts")
