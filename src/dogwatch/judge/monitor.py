"""A monitor as it is judged: its body, its options, and what its kind made of its query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .limits import Limits
from .options import DAY, Missing, Options
from .status import Status


@dataclass(frozen=True)
class Subject:
    """What a kind of monitor says of one, when it has read the query.

    `window` is how many seconds it looks back, from which follow how often it is evaluated and when its data are
    missing; `keys` are those it groups by; `limits` what its values are compared with, None where its kind judges
    itself; `needs` the monitors whose states it reads, and `joins` whether their groups are its own; `counts` whether
    no data are 0 by default; `timeframe` after how many seconds data are missing unless the options say so; `retention`
    how long a group without data is kept; `missing` what missing data mean where the options say nothing; `words` why
    an evaluation comes to a status, with `{value}` in them, where it compares with no limits. `compiled` is the kind's
    own.
    """

    window: int
    keys: tuple[str, ...] = ()
    limits: Limits | None = None
    needs: tuple[int, ...] = ()
    joins: bool = False
    counts: bool = False
    timeframe: int = 0
    retention: int = DAY
    missing: Missing | None = None
    words: Mapping[Status, str] | None = None
    compiled: Any = None


@dataclass(frozen=True)
class Monitor:
    """A monitor's id, its body as it would be sent to Datadog, and what was read of both."""

    id: int
    body: Mapping[str, Any]
    options: Options
    subject: Subject

    @property
    def is_draft(self) -> bool:
        """Drafts are evaluated, and tell nobody."""
        return self.body.get("draft_status") == "draft"

    @property
    def new_for(self) -> int:
        """For how many seconds a group is new, and not evaluated (docs: monitors/configuration, new group delay)."""
        keys, options = self.subject.keys, self.options
        if not keys or options.recurrences or self.subject.needs:  # states of others are judged already
            return 0
        return options.new_group_delay or (options.new_host_delay if "host" in keys else 0)

    @property
    def retention(self) -> int:
        """For how many seconds a group without data is kept."""
        return self.options.retention or self.subject.retention

    @property
    def timeframe(self) -> int:
        """After how many seconds without data they are missing, for `notify_no_data`."""
        given = self.options.timeframe
        return self.subject.timeframe if given is None else given
