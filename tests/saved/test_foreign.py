from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.saved import foreign
from dogwatch.saved.foreign import one_line, parsed, refusal


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "build.json is no JSON: Expecting value"),
        (b"{", "build.json is no JSON: Expecting property name"),
        (b"\xff", "build.json is no JSON: 'utf-8' codec can't decode"),
        (b"NaN", "build.json is no JSON: NaN is no number that JSON can hold"),
        (b"[-Infinity]", "build.json is no JSON: -Infinity is no number that JSON can hold"),
        (b"[1e999]", "build.json holds a number that is too large"),
        (b"9" * 5000, "build.json is no JSON: Exceeds the limit"),
        (b'["\\ud800"]', "build.json holds half of a character: '\\ud800'"),
        (b'{"\\udc00": 1}', "build.json holds half of a character: '\\udc00'"),
        (b"[" * 65 + b"]" * 65, "build.json is nested deeper than 64 levels"),
        (b"[" * 100_000 + b"]" * 100_000, "build.json is nested deeper than 64 levels"),
    ],
)
def test_refuses_what_nobody_can_work_with(data: bytes, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parsed(data, "build.json")
    assert str(caught.value).startswith(said)


def test_refuses_to_read_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "_MOST_BYTES", 10)
    assert parsed(b'"12345678"', "f") == "12345678"
    with pytest.raises(UsageError, match="f has 11 bytes; more than 10 are not read"):
        parsed(b'"123456789"', "f")


def test_reads_anything_else() -> None:
    assert parsed('{"ä": [1, 2.5, null, true, "😀"]}'.encode(), "f") == {"ä": [1, 2.5, None, True, "😀"]}


def test_a_text_in_a_sentence_stays_in_its_line() -> None:
    assert one_line("a\n::error::b\u202e\x1b[0m ü") == "a\\n::error::b\\u202e\\x1b[0m ü"
    assert one_line("x" * 1000) == "x" * 200 + "…"


def test_many_sentences_are_counted() -> None:
    assert str(refusal("f", ["a", "b"])) == "f: a\nf: b"
    assert str(refusal("f", ["a"] * 25)).splitlines()[19:] == ["f: a", "f: and 5 more"]
