from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dogwatch.adopt.literal import LINE, block, is_long, literal, pieces, width

HOSTILE = [
    '"""',
    '""""',
    "x\n" + '"""',
    'ends with a quote\n"',
    "ends with a backslash\n\\",
    'a backslash and quotes\n\\"""',
    "'''\"\"\"'''\n",
    "\r\n mixed \r ends \n",
    "\u202eright to left\u202c \u2066isolated\u2069\n",
    "\x00\x1b[31m\x7f\x85\u2028\u2029\n",
    "שלום עולם \u200f\nمرحبا",
    "trailing space \ntab\t\n  indented",
    "{braces} {0} %s $env ${x}\n#{y}",
    '__import__("os").system("true")\n"+exit()+"',
    "é" * 200 + "\n" + "漢字" * 90 + "\n" + "e\u0301" * 150,
    "word " * 60 + "\n" + "x" * 300,
    "\\" * 150 + "\n" + '"' * 150,
    "\ud800 half of a character\n",
    "\U0001f600\u200d\U0001f680\n\ufe0f",
]

texts = st.one_of(st.text(), st.text(alphabet=st.sampled_from("\"'\\\n\r\t ab,)#{\u202e漢"), max_size=300))


@given(texts)
@example('"')
@settings(max_examples=300)
def test_a_literal_is_the_text_in_one_line(text: str) -> None:
    written = literal(text)

    assert ast.literal_eval(written) == text
    assert written.isprintable()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("indent", [4, 20])
def test_a_hostile_text_is_only_a_value(text: str, indent: int) -> None:
    for written in (literal(text), block(text, indent, 2)):
        assert ast.literal_eval(written) == text
        assert isinstance(ast.parse(f"f({written})").body[0].value.args[0], ast.Constant)  # type: ignore[attr-defined]
        assert all(line.isprintable() for line in written.split("\n"))


@given(texts)
@settings(max_examples=300)
def test_a_block_is_the_text_in_lines_that_fit(text: str) -> None:
    written = block(text, 4, 2)

    assert ast.literal_eval(written) == text
    assert [line for line in f"{written},)".split("\n") if width(line) > LINE and " " in line] == []
    assert not any(line.endswith((" ", "\t")) for line in written.split("\n"))


@given(texts, st.integers(20, 110))
@example(")0\x1f\x1f\U0002ebe1", 20)
@settings(max_examples=300)
def test_pieces_are_the_text_and_each_fits(text: str, room: int) -> None:
    written = pieces(text, room)

    assert ast.literal_eval(f"({' '.join(written)})") == text
    assert [piece for piece in written if width(piece) > room] == []


def test_the_quotes_are_those_that_need_fewer_escapes() -> None:
    assert [literal(text) for text in ("a", 'say "a"', "it's", "'\"", '""\'')] == [
        '"a"',
        "'say \"a\"'",
        '"it\'s"',
        '"\'\\""',
        "'\"\"\\''",
    ]


def test_only_a_text_with_lines_of_its_own_is_long() -> None:
    assert [is_long(text) for text in ("a", "a\n", "\na", "a\nb")] == [False, False, False, True]


def test_no_hostile_text_moves_a_formatter(tmp_path: Path) -> None:
    file = tmp_path / "texts.py"
    file.write_text("".join(f"x = {literal(text)}\nx = {block(text, 0, 0)}\n" for text in HOSTILE), encoding="utf-8")
    before = file.read_text(encoding="utf-8")

    arguments = ["format", "--quiet", "--no-cache", "--isolated", "--line-length", "120", str(file)]
    subprocess.run([sys.executable, "-m", "ruff", *arguments], check=True)

    assert file.read_text(encoding="utf-8") == before
