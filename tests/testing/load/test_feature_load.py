from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.change import times
from dogwatch.testing.load.outage import outage
from tests.testing.load.shops import Shop

CALLS = "sum:feature.hits{feature:checkout}.as_count()"
FAILED = "sum:feature.hits{outcome:error}"
SLOW = "p95:feature.duration{feature:checkout}"


def test_writes_so_many_calls_a_second() -> None:
    shop = Shop(rate="20/s", errors="1%")

    shop.run(2)

    assert shop.one(CALLS) == [1200, 1200]
    assert shop.one(f"{FAILED}.as_count()") == [12, 12]


def test_the_same_seed_draws_the_same_calls() -> None:
    shops = [Shop(even=False), Shop(even=False)]
    for shop in shops:
        shop.run(3)

    assert shops[0].one(CALLS) == shops[1].one(CALLS) != [600, 600, 600]


def test_degrades_from_now_on_and_recovers() -> None:
    shop = Shop(latency="100ms")
    shop.run(1)
    shop.load.degrade(latency=times(5), errors="10%")
    shop.run(1)
    shop.load.recover()
    shop.run(1)

    assert shop.one(SLOW) == pytest.approx([0.1, 0.5, 0.1], rel=0.01)
    assert shop.one(f"{FAILED}.as_count()")[1] == 60


def test_degrades_where_it_is_said() -> None:
    shop = Shop(tags={"region": ["eu", "us"]}, errors="0%")
    shop.load.degrade(errors="50%", where={"region": "eu"})
    shop.run(1)

    assert shop.each(f"{FAILED} by {{region}}.as_count()") == {("eu",): [150]}


def test_a_bad_version_runs_on_part_of_the_hosts() -> None:
    shop = Shop(errors="0%", hosts=["h1", "h2", "h3", "h4"])
    shop.load.deploy("2.0", hosts=0.25, errors="20%")
    shop.run(1)

    assert shop.each("sum:feature.hits{*} by {version}.as_count()") == {("1.0",): [450], ("2.0",): [150]}
    assert shop.each(f"{FAILED} by {{version}}.as_count()") == {("2.0",): [30]}


def test_an_outage_says_zero() -> None:
    shop = Shop(rate=outage("10/s", after="1m", lasting="10m"))
    shop.run(8)

    assert shop.one(CALLS) == [600, *[0] * 7]


def test_the_agent_goes_on_with_zeros_for_five_minutes_when_a_process_is_dead() -> None:
    shop = Shop(rate="10/s")
    shop.run(1)
    shop.load.stop()
    shop.run(7)

    # What is nothing at all is -1 here.
    assert shop.one(CALLS) == [600, 0, 0, 0, 0, 0, -1, -1]
    assert shop.one("avg:feature.process.memory{*}")[1:] == [-1] * 7


def test_other_hosts_take_over_the_calls_of_one_that_is_dead() -> None:
    shop = Shop(rate="10/s")
    shop.load.stop(hosts=["h1"])
    shop.run(1)

    assert shop.each("sum:feature.hits{*} by {host}.as_count()") == {("h2",): [600]}


def test_loses_a_metric() -> None:
    shop = Shop()
    shop.load.lose("feature.duration")
    shop.run(1)

    assert (shop.one(SLOW), shop.one(CALLS)) == ([], [600])


def test_what_is_late_arrives_later() -> None:
    shop = Shop()
    shop.load.delay("90s")
    shop.run(2)

    # A minute and a half are missing, and come when there is time.
    assert shop.one(CALLS) == [300, -1]
    shop.load.recover()
    shop.run(2)
    assert shop.one(CALLS) == [600, 600, 600, 600]


def test_people_do_what_is_declared() -> None:
    shop = Shop(actions={"pay": "2/s"})
    shop.run(1)

    assert shop.each("sum:feature.interactions{*} by {action}.as_count()") == {("pay",): [120], ("review",): [120]}
    assert shop.one("avg:feature.users{*}") == [20]


def test_names_an_action_that_is_not_declared() -> None:
    with pytest.raises(UsageError, match="checkout declares no action 'pya'; did you mean 'pay'"):
        Shop().load.degrade(actions={"pya": "1/s"})


def test_names_a_measure_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="a load has no latenci; did you mean 'latency'"):
        Shop().load.degrade(latenci=times(5))


def test_names_a_part_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="no part of the load has region:eu; it has no region"):
        Shop().load.degrade(errors="5%", where={"region": "eu"})


def test_refuses_to_change_nothing() -> None:
    with pytest.raises(UsageError, match="degrade changes nothing"):
        Shop().load.degrade()


def test_names_a_host_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="the load has no host h9; it has h1, h2"):
        Shop().load.deploy("2.0", hosts=["h9"])
