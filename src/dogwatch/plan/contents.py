"""Whose the dashboards in a list are: the catalog's own, or what people put there beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dogwatch.kinds import DASHBOARD, DASHBOARD_LIST, with_ours
from dogwatch.plan.match import Found


def told_apart(found: Mapping[str, Found]) -> dict[str, Found]:
    """The found objects, with lists that say which of their dashboards the catalog has in this environment.

    An item of a list says nothing of marks. So a dashboard that is taken out of a declared list leaves it, and one of
    somebody else's stays, as do those of which nobody knows which is the copy.
    """
    dashboards, lists = found.get(DASHBOARD.name, Found()), found.get(DASHBOARD_LIST.name, Found())
    ids = frozenset(DASHBOARD.wire.id_of(bodies[0]) for bodies in dashboards.by_key.values() if len(bodies) == 1)
    by_key = {key: [with_ours(body, ids) for body in bodies] for key, bodies in lists.by_key.items()}
    return {**found, DASHBOARD_LIST.name: replace(lists, by_key=by_key)}
