from dogwatch.judge.slo import budget
from dogwatch.judge.slo.account import Account
from dogwatch.judge.slo.correction import Correction
from dogwatch.judge.slo.objective import read_objective
from dogwatch.measure import Retention, Store
from tests.measure.series import NOON, put

HALF_A_DAY = 12 * 3600


def account(store: Store, query: str = "avg:latency{*}", comparator: str = "<", seconds: int = 60) -> Account:
    slices = {
        "query": {"formulas": [{"formula": "a"}], "queries": [{"data_source": "metrics", "name": "a", "query": query}]},
        "comparator": comparator,
        "threshold": 5,
        "query_interval_seconds": seconds,
    }
    body = {"type": "time_slice", "thresholds": [{"timeframe": "7d", "target": 99}]}
    return Account(store, read_objective({**body, "sli_specification": {"time_slice": slices}}))


def sli(found: Account, begin: int, end: int) -> float:
    good, total = found.measured(begin, end).overall.between(begin, end)
    return float(budget.sli(good, total)[0, 0])


def minutes(store: Store, *outages: int, start: int = NOON, host: str = "a") -> None:
    """Half a day of minutes, of which these are too slow."""
    values = " ".join("9" if minute in outages else "1" for minute in range(720))
    put(store, "latency", values, f"host:{host}", step=60, start=start)


def test_five_minutes_of_twelve_hours_are_99_305_percent():
    store = Store()
    minutes(store, *range(100, 105))
    assert budget.shown(sli(account(store), NOON, NOON + HALF_A_DAY), 3) == 99.305


def test_two_outages_of_two_groups_are_98_611_percent():
    store = Store(Retention(fine=86400))
    minutes(store, *range(100, 105), host="a")
    minutes(store, *range(300, 305), host="b")
    found = account(store, "avg:latency{*} by {host}")
    assert budget.shown(sli(found, NOON, NOON + HALF_A_DAY), 3) == 98.611
    good, total = found.measured(NOON, NOON + HALF_A_DAY).groups.between(NOON, NOON + HALF_A_DAY)
    assert (100 * good / total)[:, 0].round(3).tolist() == [99.306, 99.306]


def test_slices_that_are_missing_are_up():
    store = Store()
    put(store, "latency", "9 _ _ 9", step=60)
    assert sli(account(store), NOON, NOON + 240) == 50
    assert sli(account(Store()), NOON, NOON + 240) == 100


def test_only_an_slo_of_which_nothing_was_seen_has_no_data_though_its_time_is_up():
    silent, quiet = account(Store()), Store()
    put(quiet, "latency", "1 _ _ _", step=60)
    assert [each.standing("7d", NOON + 240).state for each in (silent, account(quiet))] == ["no_data", "ok"]
    silent.corrections = [Correction(NOON, NOON + 60)]
    assert silent.standing("7d", NOON + 240).state == "no_data"


def test_a_slice_of_five_minutes_is_judged_by_its_average():
    store = Store()
    put(store, "latency", "9 9 1 1 1 9 9 9 1 1", step=60)
    assert sli(account(store, seconds=300), NOON, NOON + 600) == 50


def test_each_comparator_keeps_to_its_side():
    store = Store()
    put(store, "latency", "4 5 6 6", step=60)
    found = {each: sli(account(store, comparator=each), NOON, NOON + 240) for each in ("<", "<=", ">", ">=")}
    assert found == {"<": 25, "<=": 50, ">": 50, ">=": 75}


def test_a_slice_counts_once_it_is_over():
    store = Store()
    put(store, "latency", "1 9", step=60)
    assert sli(account(store), NOON, NOON + 119) == 100
    assert sli(account(store), NOON, NOON + 120) == 50


def test_slices_of_which_only_hours_are_kept_are_up():
    store = Store()
    put(store, "latency", "9 9 9 9", step=60)
    put(store, "latency", "1", start=NOON + 20 * 86400)
    assert sli(account(store), NOON, NOON + 20 * 86400) == 100
