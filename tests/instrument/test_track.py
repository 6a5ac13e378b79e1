"""Calls of features, by everything that `track` takes."""

from __future__ import annotations

import functools
import inspect
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from dogwatch.instrument import current_feature, mark_error, mark_ok, track
from dogwatch.instrument.client import process_client
from dogwatch.instrument.testing import RecordedMetrics


def hits(recorded: RecordedMetrics, feature: str) -> tuple[int, int]:
    """Calls that were ok, and errors."""
    ok, failed = (recorded.count("feature.hits", feature=feature, outcome=outcome) for outcome in ("ok", "error"))
    return ok, failed


def test_a_call_counts_and_takes_its_time(recorded_metrics: RecordedMetrics) -> None:
    @track("checkout")
    def pay(amount: int, *, twice: bool = False) -> int:
        time.sleep(0.01)
        return amount * (2 if twice else 1)

    assert pay(3, twice=True) == 6
    (took,) = recorded_metrics.values("feature.duration", feature="checkout", outcome="ok")
    assert 0.01 <= took < 1
    assert hits(recorded_metrics, "checkout") == (1, 0)


def test_what_is_raised_is_an_error_of_its_type_and_goes_on(recorded_metrics: RecordedMetrics) -> None:
    @track("checkout")
    def pay() -> None:
        raise ValueError("no money")

    with pytest.raises(ValueError, match="no money"):
        pay()
    assert recorded_metrics.count("feature.hits", outcome="error", error_type="valueerror") == 1
    assert len(recorded_metrics.values("feature.duration", outcome="error")) == 1


def test_a_block_has_the_bounds_that_hold_when_it_begins(recorded_metrics: RecordedMetrics) -> None:
    before = process_client().settings
    try:
        for within in (1e-9, 60):
            process_client().configure(before._replace(within={"bounded": within}))
            with track("bounded"):
                pass
    finally:
        process_client().configure(before)
    assert [recorded_metrics.count("feature.hits", feature="bounded", fast=fast) for fast in ("true", "false")] == [
        1,
        1,
    ]


def test_an_expected_exception_is_no_failure(recorded_metrics: RecordedMetrics) -> None:
    @track("search", expected=(LookupError,))
    def find(found: dict[str, int], key: str) -> int:
        return found[key]

    with pytest.raises(KeyError):
        find({}, "a")
    assert hits(recorded_metrics, "search") == (1, 0)


def test_the_result_tells_whether_it_was_ok(recorded_metrics: RecordedMetrics) -> None:
    @track("page", outcome=lambda status: status < 500)
    def page(status: int) -> int:
        return status

    assert [page(status) for status in (200, 404, 503)] == [200, 404, 503]
    assert hits(recorded_metrics, "page") == (2, 1)


def test_an_outcome_that_raises_is_told_once_and_harms_nobody(
    recorded_metrics: RecordedMetrics, caplog: pytest.LogCaptureFixture
) -> None:
    @track("odd", outcome=lambda status: status < 500)
    def page() -> str:
        return "fine"

    assert [page(), page()] == ["fine", "fine"]
    assert hits(recorded_metrics, "odd") == (2, 0)
    assert [record.getMessage().partition(" raised")[0] for record in caplog.records] == ["outcome= of feature odd"]


def test_calls_within_the_bound_are_fast(recorded_metrics: RecordedMetrics) -> None:
    @track("search", within=0.05)
    def find(seconds: float) -> None:
        time.sleep(seconds)

    for seconds in (0, 0, 0.06):
        find(seconds)
    assert recorded_metrics.count("feature.hits", feature="search", fast="true") == 2
    assert recorded_metrics.count("feature.hits", feature="search", fast="false") == 1


def test_one_call_in_sixteen_has_its_processor_time(recorded_metrics: RecordedMetrics) -> None:
    @track("sixteen")
    def spin() -> None:
        sum(range(100))

    for _ in range(33):
        spin()
    assert len(recorded_metrics.values("feature.cpu", feature="sixteen")) == 3
    assert all(0 < spent < 1 for spent in recorded_metrics.values("feature.cpu"))


def test_waiting_takes_no_processor_time(recorded_metrics: RecordedMetrics) -> None:
    @track("waiting")
    def wait() -> None:
        time.sleep(0.1)

    wait()
    (spent,) = recorded_metrics.values("feature.cpu", feature="waiting")
    assert spent < 0.05


def test_one_tracker_serves_several_functions_nested_and_recursive(recorded_metrics: RecordedMetrics) -> None:
    tracked = track("tree")

    @tracked
    def height(depth: int) -> int:
        return 1 + height(depth - 1) if depth else leaf()

    @tracked
    def leaf() -> int:
        with tracked, tracked:
            return 1

    assert height(3) == 4
    assert hits(recorded_metrics, "tree") == (4 + 1 + 2, 0)


def block(seen: list[str | None]) -> None:
    with track("inner"):
        seen.append(current_feature())
    seen.append(current_feature())
    raise ZeroDivisionError


def test_a_block_is_a_call(recorded_metrics: RecordedMetrics) -> None:
    seen: list[str | None] = []
    with pytest.raises(ZeroDivisionError), track("outer"):
        block(seen)
    assert (seen, current_feature()) == (["inner", "outer"], None)
    assert hits(recorded_metrics, "inner") == (1, 0)
    assert recorded_metrics.count("feature.hits", feature="outer", error_type="zerodivisionerror") == 1


def test_blocks_in_generators_that_take_turns_keep_their_own_time(recorded_metrics: RecordedMetrics) -> None:
    def steps(feature: str) -> Iterator[None]:
        with track(feature):
            yield
            mark_ok()

    first, second = steps("first"), steps("second")
    next(first), next(second)
    time.sleep(0.02)
    assert list(first) == []
    assert list(second) == []
    assert current_feature() is None
    assert [len(recorded_metrics.values("feature.duration", feature=name)) for name in ("first", "second")] == [1, 1]


def test_threads_that_share_a_tracker_keep_their_own_time(recorded_metrics: RecordedMetrics) -> None:
    shared, entered, go_on = track("shared"), threading.Event(), threading.Event()

    def work() -> None:
        with shared:
            entered.set()
            go_on.wait()

    with shared:
        beside = threading.Thread(target=work)
        beside.start()
        entered.wait()
        mark_error()
    time.sleep(0.1)
    go_on.set()
    beside.join()
    (failed,) = recorded_metrics.values("feature.duration", feature="shared", outcome="error")
    (went_well,) = recorded_metrics.values("feature.duration", feature="shared", outcome="ok")
    assert failed < went_well
    assert went_well >= 0.1


def test_marks_win_over_what_is_raised_or_returned(recorded_metrics: RecordedMetrics) -> None:
    @track("marked")
    def call(how: str) -> None:
        if how == "soft":
            mark_error("no_stock")
        elif how == "error":
            mark_error(TimeoutError())
        else:
            mark_ok()
            raise StopAsyncIteration

    call("soft")
    call("error")
    with pytest.raises(StopAsyncIteration):
        call("raise")
    assert hits(recorded_metrics, "marked") == (1, 2)
    assert recorded_metrics.count("feature.hits", error_type="no_stock") == 1
    assert recorded_metrics.count("feature.hits", error_type="timeouterror") == 1


def test_methods_of_all_kinds_are_calls(recorded_metrics: RecordedMetrics) -> None:
    class Shop:
        @track("shop")
        def method(self) -> object:
            return self

        @track("shop")
        @staticmethod
        def above_static() -> int:
            return 1

        @staticmethod
        @track("shop")
        def below_static() -> int:
            return 2

        @track("shop")
        @classmethod
        def above_class(cls) -> type:
            return cls

    shop = Shop()
    assert shop.method() is shop
    assert (shop.above_static(), Shop.below_static(), shop.above_class()) == (1, 2, Shop)
    assert hits(recorded_metrics, "shop") == (4, 0)


def test_signature_name_and_kind_stay() -> None:
    def plain(amount: int, *, twice: bool = False) -> int:
        """Pays."""
        return amount

    async def coroutine() -> None: ...
    def generator() -> Iterator[int]:
        yield 1

    tracked = track("kept")(plain)
    assert inspect.signature(tracked) == inspect.signature(plain)
    assert (tracked.__name__, tracked.__doc__) == ("plain", "Pays.")
    assert inspect.iscoroutinefunction(track("kept")(coroutine))
    assert inspect.isgeneratorfunction(track("kept")(generator))


def test_partials_and_objects_with_a_call_are_functions(recorded_metrics: RecordedMetrics) -> None:
    class Adds:
        def __call__(self, number: int) -> int:
            return number + 1

    assert track("called")(functools.partial(max, 1))(2) == 2
    assert track("called")(Adds())(2) == 3
    assert hits(recorded_metrics, "called") == (2, 0)


def test_calls_that_run_at_once_are_in_flight(recorded_metrics: RecordedMetrics) -> None:
    begun, end = threading.Barrier(4), threading.Event()

    @track("busy")
    def work() -> None:
        begun.wait()
        end.wait()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    begun.wait()
    at_once = recorded_metrics.values("feature.in_flight", feature="busy")
    end.set()
    for worker in workers:
        worker.join()
    assert (at_once, recorded_metrics.values("feature.in_flight", feature="busy")) == ([3], [3, 0])


def test_switched_off_functions_stay_what_they_are() -> None:
    code = """
from dogwatch.instrument import interaction, mark_error, tag, track
def pay(): return 1
assert track("checkout")(pay) is pay
with track("checkout"): mark_error(); tag(region="eu"); interaction("pay", user="ann")
import threading
assert threading.active_count() == 1
"""
    subprocess.run([sys.executable, "-c", code], check=True, env={"DOGWATCH_ENABLED": "false"})
