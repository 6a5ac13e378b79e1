from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.local.intake.accumulators import (
    FEW,
    MANY,
    Count,
    Distribution,
    Gauge,
    Members,
    Samples,
    histogram,
    packed,
)
from dogwatch.local.intake.datagram import Malformed


def test_a_counter_is_the_sum_over_the_sample_rates():
    count = Count()
    count.add(b"3", 1.0)
    count.add(b"1:2", 10.0)
    assert count.total == 33


def test_a_gauge_is_the_last_value():
    gauge = Gauge()
    gauge.add(b"5:6", 1.0)
    gauge.add(b"2", 1.0)
    assert gauge.value == 2


def test_a_set_counts_each_member_once_and_a_colon_is_part_of_one():
    members = Members()
    held = [members.add(raw, 1.0) for raw in (b"a", b"b", b"a", b"a:b")]
    assert len(members.seen) == 3
    assert [bool(more) for more in held] == [True, True, False, True]


@pytest.mark.parametrize("kind", [Count, Gauge, Samples, Distribution, Members])
def test_what_cannot_be_read_changes_nothing(kind: type[Count]):
    made = kind()
    with pytest.raises(Malformed):
        made.add(b"" if kind is Members else b"1:x", 1.0)
    assert not any(map(bool, (getattr(made, "total", None), getattr(made, "value", None), getattr(made, "seen", None))))
    if isinstance(made, Samples | Distribution):
        assert len(made.all()[0]) == 0


def test_a_histogram_is_what_the_documentation_shows():
    """The worked vector of dogstatsd's reference: 1,1,1,2,2,2,3,3."""
    samples = Samples()
    samples.add(b"1:1:1:2:2:2:3:3", 1.0)
    found = {ending: (kind, round(value, 2)) for ending, (kind, value) in histogram(*samples.all()).items()}
    assert found == {
        ".avg": ("gauge", 1.88),
        ".count": ("rate", 0.8),
        ".median": ("gauge", 2),
        ".95percentile": ("gauge", 3),
        ".max": ("gauge", 3),
    }


def test_a_sample_counts_the_whole_part_of_one_over_its_rate():
    """Rate 0.3 counts three and not 3.33, though the average is of the sum over the rate."""
    found = histogram(np.array([6.0]), np.array([1 / 0.3]))
    assert found[".count"] == ("rate", 0.3)
    assert found[".avg"] == ("gauge", pytest.approx(6 / 0.3 / 3))


def test_samples_of_a_rate_above_one_make_no_histogram():
    assert histogram(np.array([6.0]), np.array([0.5])) == {}


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.integers(1, 5))
def test_the_ranks_of_a_histogram_are_the_agents(values: list[float], weight: int):
    expanded = sorted(value for value in values for _ in range(weight))
    found = histogram(np.array(values), np.full(len(values), float(weight)))
    n = len(expanded)
    assert found[".median"][1] == expanded[(n - 1) // 2]
    assert found[".95percentile"][1] == expanded[(95 * n - 1) // 100]
    assert found[".max"][1] == expanded[-1]


def test_a_distribution_of_many_values_takes_little_memory():
    generator = np.random.default_rng(1)
    made, values, held = Distribution(), generator.lognormal(0, 2, 20 * MANY), 0
    for chunk in np.split(values, 320):
        held += made.add(":".join(map(str, chunk)).encode(), 2.0)
    found, weights = made.all()
    assert held < MANY * 2
    assert len(found) < MANY * 2
    assert weights.sum() == 2 * len(values)
    assert (found * weights).sum() == pytest.approx(2 * values.sum())
    assert (found.min(), found.max()) == (values.min(), values.max())


def test_packed_values_lie_in_the_bins_of_those_they_stand_for():
    generator = np.random.default_rng(2)
    values = np.concatenate([generator.lognormal(-8, 3, 5000), -generator.lognormal(3, 1, 5000), np.zeros(7)])
    found, weights = packed(values, np.ones(len(values)))
    assert len(found) < len(values) / 4
    assert weights.sum() == len(values)
    expected, seen = np.sort(values), np.repeat(*(each[np.argsort(found)] for each in (found, weights.astype(int))))
    assert np.abs(seen - expected) == pytest.approx(0, abs=0) or np.all(
        np.abs(seen - expected) <= 0.016 * np.abs(expected)
    )


def test_few_values_stay_as_they_are():
    values = np.arange(float(FEW))
    assert packed(values, np.ones(FEW))[0] is values
