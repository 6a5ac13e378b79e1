"""What a check finds and somebody has decided to live with for a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from dogwatch.declare.several import several
from dogwatch.declare.wrong import Wrong
from dogwatch.place import Place, here


def _day(value: object) -> date | Wrong:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, date):
        return value
    return Wrong((f"{value!r} is no day; write one as in '2027-01-31'",))


def silenced(value: Iterable[Silence]) -> tuple[Silence, ...]:
    return several(value)


@attrs.frozen
class Silence:
    """Leaves out what one check finds, up to and with a day: `Silence("division-without-guard", until="2027-01-31",
    why="calls are counted from spring on")`.

    It stands in `silences` of a monitor, an SLO or a dashboard, of a feature for all that is made for it, or of the
    catalog. One that leaves out nothing, or whose day is over, is reported.
    """

    check: str
    until: date = attrs.field(converter=_day, kw_only=True)
    why: str = attrs.field(kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, repr=False)
