"""Processes and versions: memory that leaks, code that got expensive, a version that has to be taken back."""

from dogwatch.testing import leak, times
from features import cart, catalog, checkout, payment, recommendations


def test_a_model_that_leaks_warns_hours_before_it_has_to_be_restarted(simulate):
    sim = simulate(catalog, only=["recommendations/memory"])
    shop = sim.load(recommendations, memory="400MiB")
    sim.run("30m").expect_quiet()

    shop.degrade(memory=leak("400MiB", by="40MiB", every="10m"), where={"host": "shop-api-1"})
    sim.run("2h30m").expect_alert("recommendations/memory", "warn", tells="@storefront@shop.example.com")
    sim.run("1h30m").expect_alert("recommendations/memory", tells="@storefront@shop.example.com")
    # Somebody restarts it.
    shop.recover()
    sim.run("30m").expect_recovery("recommendations/memory")


def test_a_worker_that_holds_too_much_is_told_of_until_it_is_restarted(simulate):
    sim = simulate(catalog, only=["payment/memory"])
    shop = sim.load(payment)
    sim.run("30m").expect_quiet()

    shop.degrade(memory="700MiB", where={"host": "payment-api-2"})
    sim.run("30m").expect_alert("payment/memory", tells="@slack-payments-alerts")
    shop.recover()
    sim.run("30m").expect_recovery("payment/memory")


def test_a_checkout_that_got_expensive_is_told_before_saturday(simulate):
    sim = simulate(catalog, only=["checkout/cpu"])
    shop = sim.load(checkout)
    sim.run("30m").expect_quiet()

    shop.degrade(cpu=times(3))
    sim.run("30m").expect_alert("checkout/cpu", tells="@slack-payments-alerts")
    shop.recover()
    sim.run("30m").expect_recovery("checkout/cpu")


def test_a_version_that_fails_is_taken_back(simulate):
    sim = simulate(catalog, even=True, only=["cart/errors-version"])
    shop = sim.load(cart, rate="50/s", hosts=10)
    sim.run("15m").expect_quiet()

    # On one host of ten: of all calls too few fail for anybody to hear of it.
    shop.deploy("2.0", hosts=0.1, errors="6%")
    sim.run("20m").expect_alert("cart/errors-version", group="2.0", tells="@slack-storefront-alerts")
    # Half repaired is not repaired.
    shop.degrade(errors="1.9%", where={"version": "2.0"})
    sim.run("10m")
    sim.run("10m").expect_held("cart/errors-version")
    shop.recover()
    sim.run("15m").expect_recovery("cart/errors-version", group="2.0")
