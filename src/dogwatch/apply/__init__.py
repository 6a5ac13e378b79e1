"""Carries out a plan over a transport that is passed in, and keeps a journal of it."""

from dogwatch.apply.journal import Journal, NotJournaled, Scope
from dogwatch.apply.lock import alone
from dogwatch.apply.past import (
    Past,
    Written,
    how_it_ended,
    is_about,
    journals_of,
    newest_journal,
    read_journal,
    recognise,
    remove_old,
)
from dogwatch.apply.rollback import Wanted, rollback_plan
from dogwatch.apply.run import Outcome, apply
from dogwatch.apply.standing import standing_now

__all__ = [
    "Journal",
    "NotJournaled",
    "Outcome",
    "Past",
    "Scope",
    "Wanted",
    "Written",
    "alone",
    "apply",
    "how_it_ended",
    "is_about",
    "journals_of",
    "newest_journal",
    "read_journal",
    "recognise",
    "remove_old",
    "rollback_plan",
    "standing_now",
]
