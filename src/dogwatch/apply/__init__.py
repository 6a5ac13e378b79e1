"""Carries out a plan over a transport that is passed in, and keeps a journal of it."""

from dogwatch.apply.journal import Journal, NotJournaled, Scope
from dogwatch.apply.lock import alone
from dogwatch.apply.past import Past, Written, journals_of, read_journal, recognise
from dogwatch.apply.run import Outcome, apply

__all__ = [
    "Journal",
    "NotJournaled",
    "Outcome",
    "Past",
    "Scope",
    "Written",
    "alone",
    "apply",
    "journals_of",
    "read_journal",
    "recognise",
]
