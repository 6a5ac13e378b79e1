from dogwatch.measure import Plan, Store
from dogwatch.measure.lately import Lately
from dogwatch.query import parse_metric
from tests.measure.series import NOON


def test_the_same_is_read_once_until_something_is_added() -> None:
    lately, asked = Lately(), []
    for _ in range(2):
        assert lately.read("a", lambda: asked.append(1) or len(asked)) == 1  # type: ignore[func-returns-value]
    lately.clear()
    assert lately.read("a", lambda: 2) == 2


def test_the_last_few_are_kept_and_no_more() -> None:
    lately = Lately()
    for number in range(100):
        lately.read(number, lambda: "old")
    assert [lately.read(number, lambda: "new") for number in (99, 98, 0)] == ["old", "old", "new"]


def test_a_percentile_knows_what_was_added_since_the_last() -> None:
    store = Store()
    row = store.series("took", (), "distribution")
    plan = Plan(store, parse_metric("p50:took{*}"))  # type: ignore[arg-type]
    for value in (1.0, 100.0, 100.0):
        store.add_samples(row, NOON, value)
        found = plan.scalar(NOON, NOON + 60, "percentile").values[0]
    assert 99 < found < 101
