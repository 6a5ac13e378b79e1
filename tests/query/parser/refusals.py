"""How a text is refused: what people read, and where the caret stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dogwatch.errors import QuerySyntaxError


def refusal(parse: Callable[[str], object], marked: str) -> str:
    """What is said of a text; `^` in front of a letter marks where the caret must stand."""
    text = marked.replace("^", "")
    with pytest.raises(QuerySyntaxError) as raised:
        parse(text)
    assert raised.value.text == text
    assert f"{text[: raised.value.at]}^{text[raised.value.at :]}" == marked
    return f"{raised.value.seen}; {raised.value.remedy}"
