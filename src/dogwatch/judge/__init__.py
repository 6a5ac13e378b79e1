"""Monitors judged: values to states and transitions, as Datadog evaluates them, on a clock that is passed in.

`Judging` takes monitors as they would be sent to Datadog and says, up to any second, what would have been told. Many
instants in one go and one instant each minute come to the same. `RULES` says of each rule how true to Datadog it is.
"""

from __future__ import annotations

from .check_runs import CheckRun, CheckRuns
from .checks import Checks
from .downtime import EVER, Downtime, duration_seconds, muted_groups, mutes_all, read_downtime, unmuted
from .events import Events
from .history import History
from .judging import Judging
from .known import Known
from .limits import Limits
from .monitor import Monitor, Subject
from .notification import Links, Notification, notification_of, occasion
from .notification_rule import NotificationRule, read_notification_rule, recipients_of_rules
from .options import Options
from .readings import Asked, Kind, Readings, States
from .records import Record, Records
from .recurrence import Recurrence
from .rules import RULE_TABLES, RULES
from .searching import finding
from .slo import (
    MEASURES,
    OF_TYPES,
    Account,
    Measure,
    Measured,
    Monitors,
    Objective,
    Slices,
    SloAlerts,
    Standing,
    Tally,
    Threshold,
    UptimeBook,
    at_once,
    burn,
    corrections_of,
    corrects,
    decimals,
    exhausted_in,
    over_time,
    read_objective,
    replayed,
    standings,
)
from .status import Status
from .transition import Notice, Transition

__all__ = [
    "EVER",
    "MEASURES",
    "OF_TYPES",
    "RULES",
    "RULE_TABLES",
    "Account",
    "Asked",
    "CheckRun",
    "CheckRuns",
    "Checks",
    "Downtime",
    "Events",
    "History",
    "Judging",
    "Kind",
    "Known",
    "Limits",
    "Links",
    "Measure",
    "Measured",
    "Monitor",
    "Monitors",
    "Notice",
    "Notification",
    "NotificationRule",
    "Objective",
    "Options",
    "Readings",
    "Record",
    "Records",
    "Recurrence",
    "Slices",
    "SloAlerts",
    "Standing",
    "States",
    "Status",
    "Subject",
    "Tally",
    "Threshold",
    "Transition",
    "UptimeBook",
    "at_once",
    "burn",
    "corrections_of",
    "corrects",
    "decimals",
    "duration_seconds",
    "exhausted_in",
    "finding",
    "muted_groups",
    "mutes_all",
    "notification_of",
    "occasion",
    "over_time",
    "read_downtime",
    "read_notification_rule",
    "read_objective",
    "recipients_of_rules",
    "replayed",
    "standings",
    "unmuted",
]
