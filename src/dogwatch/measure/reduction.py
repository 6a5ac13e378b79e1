"""A series as one value: what a scalar request, a monitor or a rank makes of the values of a window."""

from __future__ import annotations

from typing import Final

import numpy as np

from .tier import Floats

# docs: api, FormulaAndFunctionMetricAggregation; the ranks of `top`
AGGREGATORS: Final = ("avg", "mean", "sum", "min", "max", "last", "area", "l2norm", "count")


def reduced(values: Floats, aggregator: str, interval: int) -> Floats:
    """[row, bucket] to [row], NaN for a row without values; `area` needs the seconds of a bucket."""
    if aggregator in ("min", "max"):
        nulls = np.isnan(values)
        edge, join = (np.inf, np.minimum) if aggregator == "min" else (-np.inf, np.maximum)
        found: Floats = join.reduce(np.where(nulls, edge, values), axis=1, initial=edge)
        found[np.isinf(found)] = np.nan
        return found
    nulls = np.isnan(values)
    if aggregator == "last":
        place = values.shape[1] - 1 - np.argmax(~nulls[:, ::-1], axis=1)
        last: Floats = values[np.arange(len(values)), place]
        return last
    # A product with ones is the fastest sum of short rows.
    ones = np.ones(values.shape[1])
    count = (~nulls) @ ones
    if aggregator == "count":
        return np.where(count > 0, count, np.nan)
    present = np.where(nulls, 0.0, values)
    total: Floats = present**2 @ ones if aggregator == "l2norm" else present @ ones
    with np.errstate(invalid="ignore", divide="ignore"):
        match aggregator:
            case "avg" | "mean":
                return total / count
            case "l2norm":
                total = np.sqrt(total)
            case "area":
                total = total * interval
    return np.where(count > 0, total, np.nan)
