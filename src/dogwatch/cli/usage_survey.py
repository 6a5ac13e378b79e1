"""Who outside a catalog uses the metrics of what a plan deletes, read only when it deletes something with metrics."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from dogwatch.client import Cache, Details, Send, Target, read_list, reading
from dogwatch.kinds import DASHBOARD, MONITOR, SLO
from dogwatch.plan import Gone, Use, is_of, uses

_KINDS = (MONITOR, SLO, DASHBOARD)
# A list of dashboards shows no queries, so each costs a request of its own. The ones that changed last are looked at.
MOST_DASHBOARDS = 200


@dataclass(frozen=True)
class Usage:
    """What was found, how many objects outside the catalog were looked at, and how many dashboards were not."""

    uses: Sequence[Use] = ()
    looked_at: int = 0
    left_out: int = 0

    @property
    def notes(self) -> list[str]:
        """What there is to say of what was not looked at."""
        if not self.left_out:
            return []
        return [
            f"{self.left_out} dashboards that have not changed for longest were not asked whether they use what goes; "
            f"each would be a request, so {MOST_DASHBOARDS} are asked at most"
        ]


def read_usage(send: Send, target: Target, catalog: str, gone: Gone, cache: Cache | None = None) -> Usage:
    """Reads all monitors, SLOs and at most 200 dashboards that are not the catalog's, if anything goes; from the cache
    what has not changed since an earlier run.
    """
    if not gone:
        return Usage()
    with ThreadPoolExecutor(len(_KINDS), thread_name_prefix="dogwatch-usage") as pool:
        lists = pool.map(partial(read_list, send), _KINDS)
        read = {
            kind.name: [body for body in bodies if not is_of(kind, body, catalog)]
            for kind, bodies in zip(_KINDS, lists, strict=True)
        }
    heads = sorted(read[DASHBOARD.name], key=lambda head: str(head.get("modified_at") or ""), reverse=True)
    with reading(target.parallel) as pool:
        details = Details(send, DASHBOARD, pool, cache)
        details.want(heads[:MOST_DASHBOARDS])
        read[DASHBOARD.name] = list(details.bodies())
    if cache:
        cache.keep(DASHBOARD.name)
    return Usage(
        [use for kind in _KINDS for use in uses(kind, read[kind.name], gone, catalog, target.app)],
        sum(map(len, read.values())),
        max(0, len(heads) - MOST_DASHBOARDS),
    )
