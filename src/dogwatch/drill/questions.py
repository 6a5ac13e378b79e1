"""The questions of a drill, whose right answers are what has happened."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dogwatch.errors import DogwatchError

from .drill import Drill
from .question import Choice, Moment, Name, Question, Share
from .runbook import Row, row_of
from .witness import Told, monitor_of

# So far from the right minute an answer about a time may be, in seconds: graphs of an hour have points of 20 seconds.
_NEAR = 300
# A process says every ten seconds of the real clock how it is: twice that may pass until a beginning is seen.
_NEAR_IN_SECONDS = 20
_NEAR_FOR_HOURS = 1800
_NEAR_PERCENT = 5


@dataclass(frozen=True)
class Happened:
    """What a drill has brought about: the second of the clock since when, the first alert, what the runbook says.

    `budget_left` is in percent, where the drill asks for it; the clock went so many `times` as fast as the real one.
    """

    since: float
    told: Told
    runbook: Sequence[Row]
    budget_left: float | None = None
    times: float = 1.0


def questions(drill: Drill, happened: Happened, chance: random.Random) -> Iterator[Question]:
    """In the order in which they are asked; those to choose from in an order that chance makes."""
    monitor = monitor_of(happened.told)
    yield Name(
        "Which feature is it?",
        "The page of features has the troubled first; the notification names the feature whose monitor it is.",
        [drill.feature],
    )
    yield Moment(
        "Since when? A time such as 14:05, in UTC, as the graphs have it.",
        "An alert comes after what it tells of: look for the step in the graphs of the feature's page, over 4h or a day"
        " where an hour shows none.",
        happened.since,
        _NEAR_FOR_HOURS if drill.ago > 60 else max(_NEAR, _NEAR_IN_SECONDS * happened.times),
    )
    yield Choice("What is the cause?", drill.look, _shuffled([drill.cause, *drill.other_causes], chance), drill.cause)
    if happened.budget_left is not None:
        yield Share(
            f"How many percent of the budget of {drill.feature}'s {drill.budget} are left?",
            "The feature's page says it beside the promise; less than nothing is a number below 0.",
            happened.budget_left,
            _NEAR_PERCENT,
        )
    yield Name(
        f"Whom does {drill.feature}/{monitor} tell? One of the handles.",
        "They stand below the notification, and on the page of the monitor.",
        list(happened.told["handles"]),
    )
    row = row_of(list(happened.runbook), monitor)
    if row is None:
        raise DogwatchError(f"the drill ends here: the runbook of {drill.feature} says nothing of {monitor}")
    yield Choice(
        f"What does the runbook of {drill.feature} say to look at first?",
        f"The notification and the page of the feature lead to it; its table has a row for {monitor}.",
        _shuffled([each.look for each in happened.runbook], chance),
        row.look,
    )


def _shuffled(choices: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(choices, len(choices))
