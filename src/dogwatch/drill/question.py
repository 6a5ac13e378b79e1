"""What a trainee is asked, and whether an answer is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

_TIME: Final = re.compile(r"(\d{1,2})[:.h](\d\d)")
_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)?")
_DAY = 86400


class Question(Protocol):
    """`hint` says where to look; `solution` is what would have been right."""

    @property
    def text(self) -> str: ...

    @property
    def hint(self) -> str: ...

    @property
    def choices(self) -> Sequence[str]: ...

    @property
    def solution(self) -> str: ...

    def is_right(self, answer: str) -> bool: ...


@dataclass(frozen=True)
class Name:
    """Asks for one of several names; capitals, articles and what stands between words do not matter."""

    text: str
    hint: str
    names: Sequence[str]
    choices: Sequence[str] = ()

    @property
    def solution(self) -> str:
        return ", ".join(self.names)

    def is_right(self, answer: str) -> bool:
        return _plain(answer) in {_plain(name) for name in self.names}


@dataclass(frozen=True)
class Choice:
    """Asks for one of several sentences, by its number from 1 on or by some of its words that no other has."""

    text: str
    hint: str
    choices: Sequence[str]
    right: str

    @property
    def solution(self) -> str:
        return f"{self.choices.index(self.right) + 1}, {self.right}"

    def is_right(self, answer: str) -> bool:
        if answer.strip().isdecimal():
            return answer.strip() == str(self.choices.index(self.right) + 1)
        said = _plain(answer)
        if said == _plain(self.right):
            return True
        return bool(said) and [each for each in self.choices if said in _plain(each)] == [self.right]


@dataclass(frozen=True)
class Moment:
    """Asks for a time such as 14:05, in UTC, near the second `at`: `within` so many seconds of it."""

    text: str
    hint: str
    at: float
    within: float
    choices: Sequence[str] = ()

    @property
    def solution(self) -> str:
        return f"{clock_time(self.at)} UTC"

    def is_right(self, answer: str) -> bool:
        found = _TIME.search(answer)
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            return False
        # The middle of the minute that was said, of the day that brings it nearest.
        apart = abs(int(found[1]) * 3600 + int(found[2]) * 60 + 30 - self.at % _DAY)
        return min(apart, _DAY - apart) <= self.within + 30


@dataclass(frozen=True)
class Share:
    """Asks for a number of percent, `within` so many of the right one."""

    text: str
    hint: str
    percent: float
    within: float
    choices: Sequence[str] = ()

    @property
    def solution(self) -> str:
        return f"{self.percent:.0f}%"

    def is_right(self, answer: str) -> bool:
        found = _NUMBER.search(answer)
        return found is not None and abs(float(found[0].replace(",", ".")) - self.percent) <= self.within


def clock_time(second: float) -> str:
    """Hours and minutes in UTC, as the pages of the embedded Datadog have them."""
    return datetime.fromtimestamp(second, UTC).strftime("%H:%M")


def _plain(text: str) -> str:
    words = re.findall(r"\w+", text.casefold().replace("_", " "))
    return "".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
