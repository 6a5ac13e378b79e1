"""Findings without those that somebody has silenced, and what is to be said of the silences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dogwatch.declare.checks.finding import Finding
from dogwatch.declare.silence import Silence
from dogwatch.errors import Mistake


def unsilenced(
    findings: Iterable[Finding], of_catalog: Sequence[Silence], today: date
) -> tuple[list[Finding], set[Silence]]:
    """The findings that no silence leaves out on this day, and the silences that had something to leave out."""
    left, met = [], set()
    for finding in findings:
        of_it = [silence for silence in (*finding.silences, *of_catalog) if silence.check == finding.check]
        met.update(of_it)
        if all(today > silence.until for silence in of_it):
            left.append(finding)
    return left, met


def about_silences(silences: Iterable[Silence], met: set[Silence], today: date) -> tuple[list[Mistake], list[Mistake]]:
    """Silences whose day is over, and those that leave out nothing."""
    ended, unused = [], []
    for silence in dict.fromkeys(silences):
        subject = f"silence of {silence.check}"
        if today > silence.until:
            seen = f"it ended on {silence.until} ({silence.why.strip()})"
            remedy = "mend what it was about, or say until when it may stay"
            ended.append(Mistake(silence.place, subject, seen, remedy))
        elif silence not in met:
            unused.append(Mistake(silence.place, subject, "there is nothing that it leaves out", "take it out"))
    return ended, unused
