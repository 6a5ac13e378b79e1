"""What failing expectations say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from dogwatch.errors import UsageError
from dogwatch.testing import Run, Unmet, simulate, times
from tests.testing.shop import DECLARED, checkout, index_age, simulation

LATENCY = "checkout/latency-p95"


def slow(**changes: Any) -> Run:
    """Fifteen minutes of calls that are too slow, from their beginning on."""
    sim = simulation()
    shop = sim.load(checkout, latency="200ms", tags={"region": "eu"})
    sim.run("10m").expect_quiet()
    shop.degrade(**(changes or {"latency": "500ms"}))
    return sim.run("15m")


def said(expect: Callable[[], object]) -> str:
    """The text of the expectation that fails."""
    with pytest.raises(Unmet) as unmet:
        expect()
    return str(unmet.value)


PICTURE = """\
checkout/latency-p95 did not alert
  its value was at most 0.34, and the limit is > 0.4

2026-01-05 09:10 to 09:25 UTC, environment prod

checkout/latency-p95   percentile(last_5m):p95:feature.duration{SCOPE} by {region} > 0.4
    region:eu
    value  09:11 ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 09:25   from 0.3378 to 0.34
    limits Alert > 0.4, Warn > 0.3
    state  09:11 wwwwwwwwwwwwwww 09:25   · OK, w Warn, A Alert, ? No Data
           09:11 – 09:25 Warn    0.337803 is > 0.3, at last 0.34 is > 0.3

told in this run:
    09:11 checkout/latency-p95 of region:eu Warn: @slack-payments-alerts"""


def test_a_failure_is_a_picture_of_what_came() -> None:
    text = said(lambda: slow(latency=times(1.7)).expect_alert(LATENCY))

    assert text == PICTURE.replace("SCOPE", "env:prod,feature:checkout,service:shop-api")


def test_says_by_how_much_it_was_too_late() -> None:
    text = said(lambda: slow(errors="2%").expect_alert("checkout/errors", within="1m"))

    assert text.startswith(
        "checkout/errors did not alert within 1m of 09:10\n  it came at 09:14, 4m after 09:10: within='4m' would hold\n"
    )


def test_says_who_was_told_instead() -> None:
    text = said(lambda: slow().expect_alert(LATENCY, tells="@slack-nobody"))

    assert text.startswith(
        f"{LATENCY} did not tell @slack-nobody that it came to Alert at 09:11\n"
        "  it told @pagerduty-Payments, @slack-payments-alerts, and not @slack-nobody\n"
    )


def test_says_that_it_did_not_warn_on_the_way() -> None:
    assert "it went to Alert without a Warn on the way: expect status='alert'" in said(
        lambda: slow().expect_alert(LATENCY, "warn")
    )


def test_says_that_there_is_no_warning() -> None:
    assert "it has no warning threshold: expect status='alert'" in said(
        lambda: slow().expect_alert("checkout/errors", "warn")
    )


def test_says_that_it_was_so_before() -> None:
    run = slow().simulation.run("5m")

    assert "it was so already when this run began; expect it of the run in which it came" in said(
        lambda: run.expect_alert(LATENCY)
    )


def test_names_the_groups_that_there_are() -> None:
    text = said(lambda: slow().expect_alert(LATENCY, group="us"))

    assert "it has no group 'us'; the picture shows those that it has" in text
    assert "    region:eu\n" in text


def test_what_is_in_trouble_is_not_quiet_though_nobody_is_told_again() -> None:
    run = slow(latency=times(1.7)).simulation.run("5m")

    assert said(run.expect_quiet).startswith("not quiet: checkout/latency-p95\n")
    assert "told in this run: nobody" in said(run.expect_quiet)


def test_says_what_counts_as_quiet() -> None:
    run = slow(latency=times(1.7))

    run.expect_quiet(warnings=False)
    run.expect_quiet(but=[LATENCY])
    run.expect_quiet("checkout/errors")
    assert said(lambda: run.expect_quiet(LATENCY)).startswith("not quiet: checkout/latency-p95\n")


def test_tells_with_which_seed_a_load_was_drawn() -> None:
    sim = simulation(even=False, seed=3)
    sim.load(checkout, tags={"region": "eu"})

    assert said(lambda: sim.run("5m").expect_alert(LATENCY)).endswith("drawn with seed=3")


def test_names_the_monitor_that_was_meant() -> None:
    with pytest.raises(UsageError, match=r"there is no monitor 'checkout/latency-p59' in prod; did you mean 'checkout"):
        slow().expect_alert("checkout/latency-p59")


def test_names_a_monitor_that_has_no_load() -> None:
    with pytest.raises(UsageError, match=r"shop.py:\d+: monitor index-age is not judged, since what it reads has no"):
        slow().expect_alert("index-age")


def test_names_a_status_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="there is no status 'critical'; write one of 'alert', 'warn', 'no data'"):
        slow().expect_alert(LATENCY, "critical")


def test_what_was_never_in_trouble_has_not_recovered() -> None:
    sim = simulation()
    sim.load(checkout, tags={"region": "eu"})

    text = said(lambda: sim.run("10m").expect_recovery(LATENCY))

    assert "it was well all through this run; expect the recovery of the run in which it came" in text


def test_says_that_trouble_is_not_over() -> None:
    assert "  it was in Alert at the end\n" in said(lambda: slow().expect_recovery(LATENCY))


def test_one_key_need_not_be_a_list() -> None:
    slow().expect_quiet(but=LATENCY)


def test_a_group_is_a_value_or_tags() -> None:
    with pytest.raises(UsageError, match="group=5 is no group"):
        slow().expect_alert(LATENCY, group=5)  # type: ignore[arg-type]


def test_who_hears_that_it_is_over_does_not_have_quiet() -> None:
    sim = simulation()
    index = sim.series("shop.index.age{host:a}", "7200x10", step="1m")
    sim.run("10m").expect_alert("index-age")
    index.then("600x60", step="1m")
    sim.run("4m")
    run = sim.run("5m")

    assert [(notice.status, notice.at) for notice in run.told] == [("OK", run.begin + 60)]
    assert said(run.expect_quiet).startswith("not quiet: index-age\n")


@pytest.mark.parametrize(("by", "why"), [("", "nothing has come"), (" by {queue}", "none of its groups has reported")])
def test_quiet_says_nothing_of_a_monitor_that_has_read_nothing(by: str, why: str) -> None:
    query = "avg(last_5m):avg:queue.length{$env}" + by + " > 5"
    queues = attrs.evolve(index_age, name="queues", query=query, options={})
    sim = simulate(attrs.evolve(DECLARED, by_hand=(index_age, queues)), start="2026-01-05T09:00Z", even=True)
    sim.series("queue.length{queue:a,env:dev}", "9x60")
    with pytest.raises(
        UsageError, match="nobody could have been told in this run: nothing came that any monitor reads"
    ):
        sim.run("10m").expect_quiet()
    sim.series("shop.index.age", "1x600")
    run = sim.run("10m")
    run.expect_quiet()
    with pytest.raises(UsageError, match=f"queues could not have been loud: {why} that avg.* asks for; write what"):
        run.expect_quiet("queues")
    run.expect_quiet("queues", no_data=False)
    sim.series("queue.length{queue:a}", "1x60")
    sim.run("10m").expect_quiet("queues")


def test_quiet_says_nothing_of_what_was_not_evaluated() -> None:
    with pytest.raises(UsageError, match="nothing was evaluated in this run, so that nobody could be told"):
        simulation().run("10m").expect_quiet()
    run = slow()
    with pytest.raises(UsageError, match="checkout/engagement-pay-drop was not evaluated in this run"):
        Run(run.simulation, run.end, run.end + 60, []).expect_quiet("checkout/engagement-pay-drop")


def test_what_came_before_it_is_asked_for_came_of_something_else() -> None:
    run = slow()

    run.expect_alert(LATENCY, within="5m", since=run.begin)
    assert said(lambda: run.expect_alert(LATENCY, within="5m", since=run.begin + 600)).startswith(
        f"{LATENCY} did not alert within 5m of 09:20"
    )


@pytest.mark.parametrize("since", ["09:15", 2_000_000_000, 1.5])
def test_a_moment_that_is_none_of_the_run_is_refused(since: Any) -> None:
    with pytest.raises(UsageError, match=r"is no moment before the end of the run; write load\.changed"):
        slow().expect_alert(LATENCY, within="5m", since=since)
