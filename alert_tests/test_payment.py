"""Payment: our own failures page at once, and a bank's are told to those who can ask it."""

from dogwatch.testing import times
from features import catalog, checkout, payment

SETTLED, REFUSED = "shop.settlements{bank:north,state:settled}", "shop.settlements{bank:north,state:refused}"
OTHER = "shop.settlements{bank:south,state:settled}"


def banks(sim, settled, refused, other="5x6000"):
    """What two banks answer in each ten seconds."""
    return [
        sim.series(series, values, kind="count")
        for series, values in ((SETTLED, settled), (REFUSED, refused), (OTHER, other))
    ]


def test_a_bank_that_refuses_is_named_alone(simulate):
    sim = simulate(catalog, only=["payment/refused-by-a-bank"])
    settled, refused, _ = banks(sim, "10x6000", "0x6000")
    sim.run("40m").expect_quiet()

    settled.then("17+0x6000")
    refused.then("3+0x6000")
    sim.run("35m").expect_alert("payment/refused-by-a-bank", "warn", group="north", tells="@slack-payments-alerts")
    settled.then("15+0x6000")
    refused.then("5+0x6000")
    alert = sim.run("35m").expect_alert("payment/refused-by-a-bank", group="north", tells="@slack-payments-alerts")
    assert "north" in alert.message
    sim.run("25m").expect_reminder("payment/refused-by-a-bank")
    assert not [told for told in sim.notifications if told.group == {"bank": "south"}]
    settled.then("17+0x6000")
    refused.then("3+0x6000")
    sim.run("40m").expect_held("payment/refused-by-a-bank")
    settled.then("20+0x6000")
    refused.then("0x6000")
    sim.run("40m").expect_recovery("payment/refused-by-a-bank", group="north")


def test_a_bank_with_few_payments_tells_nobody(simulate):
    sim = simulate(catalog, only=["payment/refused-by-a-bank"])
    banks(sim, "_", "1 _x59 1 _x59 1 _x59 1 _x59 1 _x59 1 _x59")

    sim.run("60m").expect_quiet()


def test_a_bank_with_enough_payments_is_judged(simulate):
    sim = simulate(catalog, only=["payment/refused-by-a-bank"])
    banks(sim, "1 _x14 " * 24, "1 _x14 " * 24)

    sim.run("60m").expect_alert("payment/refused-by-a-bank", group="north")


def test_what_the_banks_look_at_burns(simulate):
    sim = simulate(catalog)
    settled, refused, _ = banks(sim, "17x60000", "5x60000", "_")
    for key, near, far, within in (("1h", 7, 13, "90m"), ("6h", 2, 6, "7h"), ("24h", 1, 3, "25h")):
        sim = simulate(catalog, only=[f"payment/settled-burn-{key}"])
        settled, refused, _ = banks(sim, f"{20 - near}x60000", f"{near}x60000", "_")
        sim.run("2h").expect_quiet()
        settled.then(f"{20 - far}x60000")
        refused.then(f"{far}x60000")
        handle = "@pagerduty-Payments" if key == "1h" else "@slack-payments-alerts"
        burns = sim.run("4h")
        burns.expect_alert(f"payment/settled-burn-{key}", within=within, tells=handle)
        if key == "1h":
            burns.expect_reminder("payment/settled-burn-1h")
        settled.then("20x60000")
        refused.then("0x60000")
        sim.run("3h").expect_recovery(f"payment/settled-burn-{key}")


def test_a_quiet_hour_in_which_nothing_is_settled(simulate):
    sim = simulate(catalog, only=["payment/settled-low-traffic"])
    settled, refused, _ = banks(sim, "_", "1 _x119 1 _x119 1 _x119", "_")
    sim.run("60m").expect_quiet()

    refused.then("1 _x39 " * 9)
    sim.run("60m").expect_alert("payment/settled-low-traffic", tells="@slack-payments-alerts")
    settled.then("1x6000")
    sim.run("60m").expect_recovery("payment/settled-low-traffic")


def test_money_that_does_not_arrive_is_both_failures_and_fewer_people(simulate):
    sim = simulate(catalog, only=["payment/money-does-not-arrive"])
    pay, shop = sim.load(payment, rate="20/s"), sim.load(checkout, rate="20/s")
    sim.run("30m").expect_quiet()

    pay.degrade(errors="5%")
    sim.run("15m").expect_quiet()
    shop.degrade(actions=times(0.1))
    sim.run("60m").expect_alert("payment/money-does-not-arrive", tells="@pagerduty-Payments")
    sim.run("25m").expect_reminder("payment/money-does-not-arrive")
    pay.recover()
    sim.run("15m").expect_recovery("payment/money-does-not-arrive", tells="@pagerduty-Payments")


def test_money_that_does_not_arrive_warns_with_the_failures(simulate):
    sim = simulate(catalog, only=["payment/money-does-not-arrive"])
    pay, shop = sim.load(payment, rate="20/s"), sim.load(checkout, rate="20/s")
    pay.degrade(errors="1.5%")
    shop.degrade(actions=times(0.1))

    sim.run("90m").expect_alert("payment/money-does-not-arrive", "warn", tells="@slack-payments-alerts")
