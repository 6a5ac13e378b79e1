"""What follows from a declaration, of the root catalog and of monitors that are broken."""

from __future__ import annotations

import time

import pytest

from dogwatch.testing import Watching, self_tested
from dogwatch.testing.self_test.derive import scenarios
from dogwatch.testing.self_test.play import played
from tests.testing.mutants import mutants, root, share, unseen

# The share of broken monitors that somebody has to notice, in hundredths.
_NOTICED = 95


def test_the_root_catalog_alerts_as_it_declares() -> None:
    declared, resources = root()
    began = time.process_time()

    found = list(played(declared, Watching(resources, "prod"), scenarios(declared, "prod")))

    print(f"{len(found)} scenarios in {time.process_time() - began:.1f} s of processor time")
    assert [(each.key, each.failure or each.refused) for each in found if each.failure or each.refused] == []
    assert len({each.key for each in found}) >= 78


def test_a_monitor_with_another_limit_is_seen() -> None:
    declared, _ = root()
    broken = next(each for each in mutants() if each[:2] == ("shop/checkout/cpu", "threshold times ten"))

    (one,) = [
        each
        for each in played(declared, Watching(broken.resources, "prod"), scenarios(declared, "prod"))
        if each.key == "checkout/cpu"
    ]

    assert one.failure
    assert one.failure.startswith("beyond the limit: checkout/cpu did not alert")


def test_plays_what_is_wanted() -> None:
    declared, _ = root()

    found = [each.key for each in self_tested(declared, "prod", lambda key: key.startswith("cart/latency"))]

    assert found == ["cart/latency-p95", "cart/latency-p95", "cart/latency-p99", "cart/latency-p99"]


@pytest.mark.nightly
def test_nearly_all_of_what_people_break_is_noticed(request: pytest.FixtureRequest) -> None:
    """All of it with `-m nightly`, else a small share, the same each time: one by chance could be of the worst."""
    step = 1 if "nightly" in request.config.getoption("markexpr") else 60

    tried, missed = unseen(share(mutants(), step, 0))

    print(f"every {step}th: noticed {tried - len(missed)} of {tried}")
    # Of a small share one more may go unseen.
    assert len(missed) <= tried * (100 - _NOTICED) / 100 + (step > 1), [each[:2] for each in missed]
