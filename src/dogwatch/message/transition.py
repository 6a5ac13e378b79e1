"""What a monitor tells: the transitions between its states.

Names are those of the blocks of a message (docs: monitors, notification variables).
"""

from __future__ import annotations

from enum import Enum


class Transition(Enum):
    """A transition that Datadog notifies of; the value is the blocks of a message that are shown then."""

    ALERT = frozenset({"is_alert"})
    RECOVERY = frozenset({"is_recovery", "is_alert_recovery"})
    WARNING = frozenset({"is_warning"})
    WARNING_RECOVERY = frozenset({"is_recovery", "is_warning_recovery"})
    ALERT_TO_WARNING = frozenset({"is_warning", "is_alert_to_warning"})
    WARNING_TO_ALERT = frozenset({"is_alert", "is_warning_to_alert"})
    NO_DATA = frozenset({"is_no_data"})
    NO_DATA_TO_ALERT = frozenset({"is_alert", "is_no_data_to_alert"})
    NO_DATA_RECOVERY = frozenset({"is_recovery", "is_no_data_recovery"})
    UNKNOWN = frozenset({"is_unknown"})
    UNKNOWN_RECOVERY = frozenset({"is_recovery"})
    RENOTIFY = frozenset({"is_alert", "is_renotify"})
    WARNING_RENOTIFY = frozenset({"is_warning", "is_renotify"})
    NO_DATA_RENOTIFY = frozenset({"is_no_data", "is_renotify"})


# The blocks that ask for a transition.
STATES = frozenset(name for transition in Transition for name in transition.value)
