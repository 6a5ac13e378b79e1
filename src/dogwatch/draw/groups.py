"""A value per group, as top lists, tables and comparisons show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dogwatch.measure import Values

USUAL: Final = 10
_MOST: Final = 1000


@dataclass(frozen=True)
class Limit:
    """How many groups, and whether those with the greatest values come first."""

    count: int
    descends: bool


def valued(values: Values) -> dict[tuple[str, ...], float]:
    return {group: float(values.values[row]) for row, group in enumerate(values.groups)}


def called(keys: tuple[str, ...], group: tuple[str, ...]) -> str:
    """A group for people: the values alone, since the title says of what."""
    return ", ".join(group) if keys else ""


def limit(request: Mapping[str, Any], formula: Mapping[str, Any], usual: int = USUAL) -> Limit:
    """What the request's `sort`, or else the formula's `limit`, wants."""
    sort = request.get("sort") if isinstance(request.get("sort"), Mapping) else None
    own = formula.get("limit") if isinstance(formula.get("limit"), Mapping) else None
    orders = (sort or {}).get("order_by") or [{}]
    first = orders[0] if isinstance(orders[0], Mapping) else {}
    count = (sort or {}).get("count") or (own or {}).get("count") or usual
    order = first.get("order") or (own or {}).get("order") or "desc"
    whole = count if isinstance(count, int) and count > 0 else usual
    return Limit(min(whole, _MOST), order != "asc")
