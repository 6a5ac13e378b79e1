"""Asking Datadog whether it would take what is planned, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dogwatch.client.reading import answered, expect, said
from dogwatch.client.transport import Send
from dogwatch.kinds import KINDS, Body, Request, references_in


@dataclass(frozen=True)
class Question:
    """Would Datadog take this body, as a change of the object with the id where there is one?"""

    kind: str
    key: str
    body: Body
    id: str | None = None

    @property
    def waits_for_ids(self) -> bool:
        """Whether it cannot be asked yet, since the body refers to what has no id."""
        return bool(references_in(self.body))

    @property
    def request(self) -> Request | None:
        """How to ask; None while it waits for ids, and for a kind of which Datadog validates nothing."""
        return None if self.waits_for_ids else KINDS[self.kind].wire.validate(self.body, self.id)


def refusals(send: Send, questions: Iterable[Question], parallel: int) -> list[tuple[Question, str]]:
    """The questions that Datadog answers with no, and why; raises ApiError when it cannot be asked at all."""
    asked = [(question, request) for question in questions if (request := question.request) is not None]
    with ThreadPoolExecutor(max(1, min(parallel, len(asked))), thread_name_prefix="dogwatch-validate") as pool:
        answers = list(pool.map(lambda each: _refusal(send, *each), asked))
    return [(question, answer) for (question, _), answer in zip(asked, answers, strict=True) if answer is not None]


def _refusal(send: Send, question: Question, request: Request) -> str | None:
    what = f"{question.kind} {question.key}: validate"
    response = answered(send, request, what)
    if response.is_success or response.status in (401, 403):
        expect(response, what)
        return None
    return said(response)
