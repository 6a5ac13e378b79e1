"""Drills: the sample shop is broken, and a trainee finds out why in the embedded Datadog."""

from dogwatch.drill.drill import Drill
from dogwatch.drill.drills import DRILLS
from dogwatch.drill.question import Question, clock_time
from dogwatch.drill.questions import Happened, questions
from dogwatch.drill.runbook import read_runbook
from dogwatch.drill.shop import opened, opening
from dogwatch.drill.stage import Stage, staged

__all__ = [
    "DRILLS",
    "Drill",
    "Happened",
    "Question",
    "Stage",
    "clock_time",
    "opened",
    "opening",
    "questions",
    "read_runbook",
    "staged",
]
