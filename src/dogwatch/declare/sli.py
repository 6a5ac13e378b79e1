"""What an SLO is measured by: good events among all, or the slices of time in which a query keeps to a limit."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from dogwatch.declare.limit import duration
from dogwatch.query import Expr
from dogwatch.values import Duration

Limits: TypeAlias = Literal[">", ">=", "<", "<="]

# Datadog cuts time into slices of one or of five minutes (v1 API description, SLOTimeSliceInterval).
SLICES = (60, 300)


@attrs.frozen(kw_only=True)
class Events:
    """Good events among all of them, as two queries of counts; a text says `$env` in its scope."""

    good: Expr | str
    total: Expr | str


@attrs.frozen(kw_only=True)
class Slices:
    """Slices of time in which a query compares so with a threshold; a text is one plain metric query with `$env`."""

    query: Expr | str
    comparator: Limits
    threshold: float
    slice: Duration = attrs.field(default=Duration(300.0), converter=duration)


Sli: TypeAlias = Events | Slices
