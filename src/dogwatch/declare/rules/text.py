"""What is wrong with texts that stand in messages: blocks that do not end, and handles that nobody gets."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.rules.query import pointed_out
from dogwatch.message import is_sound, read, undelivered


def wrong_text(text: str, *, is_imported: bool = False) -> Iterator[tuple[str, str]]:
    """Why a text could not be a part of a message, or would tell nobody.

    What was imported may have parts that are never shown, since Datadog runs it as it is.
    """
    if "{{" in text and not is_sound(text):
        message = read(text)
        if message.error:
            yield pointed_out(message.error)
            return
        yield from map(pointed_out, () if is_imported else message.flaws)
    yield from undelivered(text)
