"""Asking Datadog whether it would take what is planned, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dogwatch.client.reading import answered, expect, said
from dogwatch.client.transport import Send
from dogwatch.kinds import KINDS, Body


@dataclass(frozen=True)
class Question:
    """Would Datadog take this body, as a change of the object with the id where there is one?"""

    kind: str
    key: str
    body: Body
    id: str | None = None

    @property
    def can_be_asked(self) -> bool:
        """Not while the query refers to something that has no id yet."""
        return "${" not in str(self.body.get("query", ""))


def refusals(send: Send, questions: Iterable[Question], parallel: int) -> list[tuple[Question, str]]:
    """The questions that Datadog answers with no, and why; raises ApiError when it cannot be asked at all."""
    asked = list(questions)
    with ThreadPoolExecutor(max(1, min(parallel, len(asked))), thread_name_prefix="dogwatch-validate") as pool:
        answers = list(pool.map(lambda question: _refusal(send, question), asked))
    return [(question, answer) for question, answer in zip(asked, answers, strict=True) if answer is not None]


def _refusal(send: Send, question: Question) -> str | None:
    what = f"{question.kind} {question.key}: validate"
    response = answered(send, KINDS[question.kind].wire.validate(question.body, question.id), what)
    if response.is_success or response.status in (401, 403):
        expect(response, what)
        return None
    return said(response)
