from __future__ import annotations

import pytest

from dogwatch import Events, Slo
from dogwatch.declare.slo import percentage
from dogwatch.declare.wrong import Wrong
from dogwatch.values import Duration, Percent

EVENTS = Events(good="sum:a{$env,ok:true}.as_count()", total="sum:a{$env}.as_count()")


def test_reads_its_shares_and_its_time_frame() -> None:
    slo = Slo("paid", target="99.5%", sli=EVENTS, title="t", what="w", over="90d", warn="99.9%")
    assert (slo.target, slo.warn, slo.over) == (Percent(0.995), Percent(0.999), Duration(90 * 86400.0))
    assert slo.time_frame == "90d"
    assert slo.reference == "${slo:$catalog/paid}"


@pytest.mark.parametrize(("over", "frame"), [("7d", "7d"), ("1w", "7d"), ("168h", "7d"), ("30d", "30d")])
def test_a_time_frame_is_named_as_datadog_names_it(over: str, frame: str) -> None:
    assert Slo("paid", target="99.5%", sli=EVENTS, title="t", what="w", over=over).time_frame == frame


def test_never_raises_for_a_wrong_value() -> None:
    slo = Slo("paid", target=99.5, sli=EVENTS, title="t", what="w", over="x")  # type: ignore[arg-type]
    assert isinstance(slo.target, Wrong)
    assert isinstance(slo.over, Wrong)


@pytest.mark.parametrize(("share", "number"), [("99.9%", "99.9"), ("99%", "99"), ("99.999%", "99.999")])
def test_a_share_is_written_without_what_floats_add(share: str, number: str) -> None:
    assert repr(percentage(Percent.parse(share))) == number
