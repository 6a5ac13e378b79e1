"""Questions asked at the terminal, or of a file of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dogwatch.drill import Question

_HINT = "?"


class Asking:
    """Reads answers, a line each, and says what becomes of them; where no line comes any more, all else is given up."""

    def __init__(self, answers: Iterable[str], say: Callable[[str], object]) -> None:
        self._answers: Iterator[str] = iter(answers)
        self._say = say

    def ask(self, questions: Sequence[Question]) -> bool:
        """Whether all were answered rightly in the end."""
        right = [self._ask(f"{n} of {len(questions)}", each) for n, each in enumerate(questions, 1)]
        return all(right)

    def _ask(self, place: str, question: Question) -> bool:
        self._say(f"\n{place}: {question.text}")
        for number, choice in enumerate(question.choices, 1):
            self._say(f"  {number}. {choice}")
        while answer := next(self._answers, "").strip():
            if answer == _HINT:
                self._say(f"  {question.hint}")
            elif question.is_right(answer):
                self._say(f"  {answer}: right.")
                return True
            else:
                self._say(f"  {answer}: no.")
        self._say(f"  Given up. Right is: {question.solution}")
        return False
