from __future__ import annotations

import numpy as np
import pytest

from dogwatch.errors import UsageError
from dogwatch.names import HITS
from dogwatch.testing.load.trickle import trickle
from tests.testing.load.at import every
from tests.testing.shop import checkout, simulation


def test_is_one_call_every_so_often() -> None:
    calls = [10 * rate for rate in every(trickle(every="10m"), 10, 120)]

    assert [place for place, number in enumerate(calls) if number] == [0, 60]
    assert sum(calls) == 2


def test_refuses_more_than_one_in_ten_seconds() -> None:
    with pytest.raises(UsageError, match="more often than every ten seconds; write a rate"):
        trickle(every="2s")


@pytest.mark.parametrize("seed", range(5))
def test_no_call_is_left_to_chance(seed: int) -> None:
    sim = simulation(seed=seed, even=False)
    tags = {"region": ["eu", "us"]}
    load = sim.load(checkout, rate=trickle(every="5m"), errors="0%", tags=tags, hosts=3)

    written = load.between(sim.now, sim.now + 3600, [HITS.name])

    is_hit = np.array([series.metric == HITS.name for series in load.series])[written.places] & (written.values > 0)
    assert (sorted(written.times[is_hit] - sim.now), set(written.values[is_hit])) == ([*range(0, 3600, 300)], {0.1})


def test_the_past_has_as_many_calls_however_long_ago_it_was() -> None:
    shape = trickle(every="10m")

    for span in (10, 60, 600, 3600):
        times = np.arange(0, 86400, span)
        assert (shape.during(times, span, 0) * span).sum() == pytest.approx(144)
    assert (shape.during(np.arange(0, 86400, 3600), 3600, 120) * 3600).tolist() == pytest.approx([6] * 24)
