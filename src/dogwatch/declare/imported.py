"""Something in Datadog as it was found there, of a kind that has no arguments for what it says."""

from __future__ import annotations

import attrs

from dogwatch.declare.declaration import Declaration


@attrs.frozen
class Imported(Declaration):
    """An object in Datadog's own form, as `dogwatch import` writes it: `Imported("move", kind="downtime",
    imported="0f1e…", environments="prod", body={"type": "downtime", "attributes": {...}})`.

    `kind` is a synthetic test, a notification rule, a downtime, a correction of an SLO, a powerpack, a list of
    dashboards or a system of the software catalog. `body` is all that it says; beside it there is only the mark, which
    has its place in each kind. References `${slo:…}` stand in it where ids do.
    """

    kind: str = attrs.field(kw_only=True)
