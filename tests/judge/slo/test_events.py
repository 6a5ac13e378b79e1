import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.judge.slo.account import Account, standings
from dogwatch.judge.slo.objective import read_objective
from dogwatch.measure import Store
from tests.measure.series import NOON, put

SEVEN_DAYS = 7 * 86400


def account(store: Store, good: str, total: str) -> Account:
    thresholds = [{"timeframe": "7d", "target": 95}]
    return Account(
        store,
        read_objective(
            {"type": "metric", "thresholds": thresholds, "query": {"numerator": good, "denominator": total}}
        ),
    )


def of_formulas(store: Store, **formulas: str) -> Account:
    queries = [
        {"data_source": "metrics", "name": "good", "query": "sum:hits{code:2xx}"},
        {"data_source": "metrics", "name": "bad", "query": "sum:hits{code:5xx}.as_count()"},
    ]
    count = {"queries": queries, **{f"{side}_events_formula": {"formula": text} for side, text in formulas.items()}}
    thresholds = [{"timeframe": "7d", "target": 95}]
    return Account(
        store, read_objective({"type": "metric", "thresholds": thresholds, "sli_specification": {"count": count}})
    )


def hits(*, good: str = "9 9 9 9", bad: str = "1 1 1 1", kind: str = "count") -> Store:
    store = Store()
    put(store, "hits", good, "code:2xx", "region:eu", kind=kind)  # type: ignore[arg-type]
    put(store, "hits", bad, "code:5xx", "region:us", kind=kind)  # type: ignore[arg-type]
    return store


def test_the_sli_is_good_events_of_all_events():
    found = account(hits(), "sum:hits{code:2xx}.as_count()", "sum:hits{*}.as_count()").standing("7d", NOON + 40)
    assert (found.good, found.total, found.sli, found.state) == (36, 40, 90, "breached")
    assert found.remaining == pytest.approx(-100)


@pytest.mark.parametrize(
    "total", ["sum:hits{*}.as_count()", "sum:hits{code:2xx}.as_count()+sum:hits{code:5xx}.as_count()"]
)
@pytest.mark.parametrize("begin", [0, 1230, 3 * 3600 + 10])
def test_a_window_as_a_whole_comes_to_what_its_parts_come_to(begin: int, total: str):
    store = Store()
    for at in range(0, 9 * 86400, 1800):
        store.add(store.series("hits", [f"code:{'5xx' if at % 5400 == 0 else '2xx'}"], "count"), NOON + at + 30, 1.0)
    found, end = account(store, "sum:hits{code:2xx}.as_count()", total), NOON + 9 * 86400 - 1770
    threshold = found.objective.thresholds["7d"]
    for first in (NOON + begin, end - SEVEN_DAYS + begin, end - 1800 + begin % 1800):
        (parts,) = standings(found.measured(first, end).overall, threshold, first, end)
        assert found.over(threshold, first, end)[:4] == pytest.approx(parts[:4], nan_ok=True)


def test_bad_events_make_the_total_with_the_good_ones():
    assert of_formulas(hits(), good="good", bad="bad").standing("7d", NOON + 40).sli == 90
    assert of_formulas(hits(), good="good", total="good + bad").standing("7d", NOON + 40).sli == 90


def test_rates_of_dogstatsd_count_as_what_was_sent():
    found = account(hits(kind="rate"), "sum:hits{code:2xx}.as_count()", "sum:hits{*}.as_count()")
    assert found.standing("7d", NOON + 40)[:2] == (360, 400)


def test_a_query_that_does_not_say_so_counts_too():
    store = Store()
    put(store, "hits", "1 1 1 1", "code:2xx", kind="count", step=5)
    put(store, "hits", "1 1 1 1", "code:5xx", kind="count", step=5)
    found = account(store, "sum:hits{code:2xx}", "sum:hits{*}").standing("7d", NOON + 40)
    assert (found.good, found.total) == (4, 8)


def test_a_threshold_of_a_distribution_counts_its_events():
    store = Store()
    store.add_samples(store.series("seconds", (), "distribution"), NOON, [0.1, 0.2, 0.3, 3.0])
    found = account(store, "count(v: v<=1):seconds{*}", "count:seconds{*}").standing("7d", NOON + 60)
    assert found[:3] == (3, 4, 75)


def test_without_events_there_is_no_sli():
    found = account(Store(), "sum:hits{code:2xx}.as_count()", "sum:hits{*}.as_count()").standing("7d", NOON)
    assert (found.total, found.state) == (0, "no_data")


def test_groups_are_counted_each_and_together():
    found = account(hits(), "sum:hits{code:2xx} by {region}", "sum:hits{*} by {region}").measured(NOON - 60, NOON + 40)
    good, total = found.groups.between(NOON, NOON + 40)
    assert (found.groups.keys, found.groups.groups) == (("region",), (("eu",), ("us",)))
    assert (good[:, 0].tolist(), total[:, 0].tolist()) == ([36, 0], [36, 4])
    assert [each.tolist() for each in found.overall.between(NOON, NOON + 40)] == [[[36]], [[40]]]


def test_sides_grouped_by_other_keys_are_refused():
    sides = account(hits(), "sum:hits{code:2xx} by {region}", "sum:hits{*}")
    with pytest.raises(NotEvaluated, match=r"sides-of-an-sli.*grouped by region, the other by nothing"):
        sides.standing("7d", NOON)


def test_a_window_leaves_out_what_is_older():
    store = Store()
    day = 86400
    for at in range(10):
        put(store, "hits", "1" if at < 5 else "0", "code:2xx", kind="count", start=NOON + at * day)
        put(store, "hits", "1", "code:all", kind="count", start=NOON + at * day)
    found = account(store, "sum:hits{code:2xx}.as_count()", "sum:hits{code:all}.as_count()")
    assert found.standing("7d", NOON + 10 * day)[:2] == (2, 7)
    assert found.standing("7d", NOON + 9 * day)[:2] == (3, 7)


def test_a_side_with_a_rollup_of_its_own_has_the_same_events():
    found = account(hits(), "sum:hits{code:2xx}.as_count().rollup(sum, 3600)", "sum:hits{*}.as_count()")
    assert found.standing("7d", NOON + 3600)[:2] == (36, 40)
