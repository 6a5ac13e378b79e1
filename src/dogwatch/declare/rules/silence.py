"""What is wrong with silences of checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dogwatch.declare import rules
from dogwatch.declare.checks.known import CHECKS
from dogwatch.declare.silence import Silence
from dogwatch.declare.source import argument_place
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import Mistake
from dogwatch.nearest import nearest
from dogwatch.place import Place


def silence_mistakes(subject: str, silences: Sequence[object], place: Place) -> Iterator[Mistake]:
    """Silences of no check, without an end or without a reason."""
    for silence in silences:
        if not isinstance(silence, Silence):
            remedy = 'write Silence("division-without-guard", until="2027-01-31", why="…")'
            yield Mistake(
                argument_place(place, "silences"), f"{subject}: silences", f"{silence!r} is no silence", remedy
            )
            continue
        for argument, (seen, remedy) in _arguments(silence):
            where = argument_place(silence.place, argument) if argument else silence.place
            yield Mistake(where, f"silence of {silence.check}", seen, remedy)


def _arguments(silence: Silence) -> Iterator[tuple[str, tuple[str, str]]]:
    if silence.check not in CHECKS:
        meant = nearest(str(silence.check), CHECKS)
        yield (
            "",
            (
                f"there is no check {silence.check!r}",
                f"did you mean {meant!r}?" if meant else f"checks are {', '.join(CHECKS)}",
            ),
        )
    if isinstance(silence.until, Wrong):
        yield from (("until", rules.halves(sentence)) for sentence in silence.until.sentences)
    if not isinstance(silence.why, str) or not silence.why.strip():
        yield "why", (f"{silence.why!r} is no reason", "say why it may stay for so long")
