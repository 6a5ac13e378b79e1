"""Who answers."""

from __future__ import annotations

import attrs

from dogwatch.place import Place, here


@attrs.frozen
class Team:
    """A team and the handles that reach it: `page` wakes somebody, `notify` is a channel read in working hours.

    `github` is the team or the user there that reviews changes of its features. `custom_metrics` is how many of them
    its features may make together.
    """

    name: str
    page: str | None = attrs.field(default=None, kw_only=True)
    notify: str | None = attrs.field(default=None, kw_only=True)
    github: str | None = attrs.field(default=None, kw_only=True)
    custom_metrics: int | None = attrs.field(default=None, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)
