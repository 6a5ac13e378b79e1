"""What the policies of this catalog make for every feature."""

import pytest

from features import cart, catalog, checkout, login, payment, product_page, search


@pytest.mark.parametrize("feature", [cart, checkout, login, payment, product_page, search], ids=lambda each: each.name)
def test_one_type_of_error_that_comes_often_is_named(simulate, feature):
    key = f"{feature.name}/one-type-of-error"
    sim = simulate(catalog, even=True, only=[key])
    shop = sim.load(feature, rate="10/s", errors="0%")
    # 90 errors in ten minutes are a few too little, of two types together they may be more.
    shop.degrade(errors="1.5%", error_types=["Timeout"])
    sim.run("25m").expect_quiet()
    shop.degrade(errors="3%", error_types=["Timeout", "KeyError"])
    sim.run("15m").expect_quiet()

    shop.degrade(errors="2.5%", error_types=["KeyError"])
    alert = sim.run("12m").expect_alert(key, within="11m", group="keyerror", tells=feature.team.notify[0])
    assert "keyerror" in alert.message
    shop.degrade(errors="1.6%")
    sim.run("15m").expect_held(key)
    again = 22 if feature.tier == 1 else 245
    shop.degrade(errors="2.5%")
    sim.run(f"{again + 12}m").expect_reminder(key)
    shop.recover()
    sim.run("15m").expect_recovery(key, group="keyerror")


def test_types_of_errors_that_come_no_more_end_the_alert(simulate):
    sim = simulate(catalog, even=True, only=["checkout/one-type-of-error"])
    shop = sim.load(checkout, rate="10/s", errors="3%")
    sim.run("15m").expect_alert("checkout/one-type-of-error")

    shop.stop()
    sim.run("20m").expect_recovery("checkout/one-type-of-error")
