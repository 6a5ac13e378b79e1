"""The errors dogwatch raises, one type per decision its caller makes.

DogwatchError
├── CatalogError       the declaration is wrong: mend the catalog (exit code 2)
├── UsageError         the command line or the environment is wrong (exit code 2)
├── ApiError           Datadog or GitHub refused, or could not be reached (exit code 1)
│   └── NotAllowed           the keys may not do it (exit code 1)
├── WrongOrganisation  the keys are of another organisation than the target (exit code 2)
├── UnsafePlan         the plan would do more harm than was allowed (exit code 1)
│   └── StalePlan            Datadog is not what the plan in a file was made for (exit code 4)
├── UnreadableText     a text is not in the language of Datadog's that it should be in (exit code 1)
│   ├── QuerySyntaxError     it is no query
│   └── MessageSyntaxError   it is no message of a monitor, or says something that never comes true
└── NotEvaluated       a query asks for something that only Datadog can evaluate (exit code 1)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .caret import pointed
from .place import NOWHERE, Place


class DogwatchError(Exception):
    """Anything dogwatch reports to a person; `exit_code` is what the command ends with."""

    exit_code = 1


@dataclass(frozen=True)
class Mistake:
    """One wrong thing in a catalog: where, what it concerns, what was seen and what to write instead.

    `check` is the name of the check that found it, where it has one.
    """

    place: Place
    subject: str
    seen: str
    remedy: str
    check: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place != NOWHERE else ""
        name = f" [{self.check}]" if self.check else ""
        return f"{where}{self.subject}: {self.seen}{name}\n    {self.remedy}"


class CatalogError(DogwatchError):
    """The catalog holds mistakes; all of them are in `mistakes`, sorted by place.

    `warnings` are doubts that came up on the way; they are said as well, and do not count.
    """

    exit_code = 2

    def __init__(self, mistakes: Iterable[Mistake], warnings: Iterable[Mistake] = ()) -> None:
        self.mistakes = sorted(mistakes, key=lambda mistake: mistake.place)
        self.warnings = list(warnings)
        count = len(self.mistakes)
        noun = "mistake" if count == 1 else "mistakes"
        super().__init__("\n".join([*map(str, self.mistakes), f"{count} {noun}"]))


class UsageError(DogwatchError):
    """The command was called in a way that cannot work; nothing was read or written."""

    exit_code = 2


class ApiError(DogwatchError):
    """Datadog or GitHub refused a request or did not answer it; the text names what was asked and what was said."""


class NotAllowed(ApiError):
    """The keys may not do what was asked (403)."""


class WrongOrganisation(DogwatchError):
    """The keys are of another organisation than the target names; nothing was read or written."""

    exit_code = 2


class UnsafePlan(DogwatchError):
    """The plan deletes more than the target allows, or rests on a list that was not read to its end."""


class StalePlan(UnsafePlan):
    """What a plan in a file was made for has moved since; the text says what, and nothing was written."""

    exit_code = 4


class UnreadableText(DogwatchError):
    """A text is not in Datadog's language; `str` says in a line why, `shown` is the text with a caret under the place.

    `at` is the place, a letter counted from 0; `seen` says what stands there, `remedy` what to write.
    """

    def __init__(self, text: str, at: int, seen: str, remedy: str) -> None:
        self.text, self.at, self.seen, self.remedy = text, at, seen, remedy
        super().__init__(f"{seen} (letter {at + 1}); {remedy}")

    @property
    def shown(self) -> str:
        """The text, escaped and no longer than a line, and below it a caret under the place."""
        return "\n".join(pointed(self.text, self.at))


class QuerySyntaxError(UnreadableText):
    """A text is no query of Datadog's."""


class MessageSyntaxError(UnreadableText):
    """A text is no message of Datadog's, or has something in it that is never shown."""


class NotEvaluated(DogwatchError):
    """A query asks for something that is not evaluated here; `rule` is its name in the table of fidelity."""

    def __init__(self, rule: str, seen: str, remedy: str) -> None:
        self.rule = rule
        super().__init__(f"not evaluated here [{rule}]: {seen}; {remedy}")
