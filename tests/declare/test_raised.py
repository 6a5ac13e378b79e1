"""What users' files raise, in words and with the user's line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.declare import load
from dogwatch.declare.raised import mistake_of
from dogwatch.errors import CatalogError
from dogwatch.place import NOWHERE, Place

from .catalogs import between, mistakes, write


def said(folder: Path, text: str) -> str:
    """The first mistake of a catalog without its end."""
    return mistakes(folder, text).removesuffix("\n1 mistake")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import nothing_here\n", "features.py:1: import: there is no module 'nothing_here'"),
        ("x = (1,\n", "features.py:1: syntax: '(' was never closed: x = (1,"),
        (
            "def f():\nx = 1\n",
            "features.py:2: syntax: expected an indented block after function definition on line 1: x = 1",
        ),
        ("def f(x):\n    return 1 / x\nf(0)\n", "features.py:2: Python: ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit(3)\n", "features.py:2: Python: SystemExit: 3"),
        ("raise ValueError\n", "features.py:1: Python: ValueError"),
        ("exec('\\0')\n", "features.py:1: Python: SyntaxError: source code string cannot contain null bytes"),
    ],
)
def test_names_the_users_line(tmp_path: Path, text: str, expected: str) -> None:
    assert said(tmp_path, text).splitlines()[0] == expected


@pytest.mark.parametrize(
    ("written", "line", "byte"),
    [
        (b"x = 1\n\xe9t\xe9 = 2\n", 2, "0xe9"),  # saved as Latin-1
        ("x = 1\n".encode("utf-16"), 1, "0xff"),
        (b"x = 1\n\ny = 2\x00\n", 3, "0x00"),
    ],
)
@pytest.mark.parametrize("name", ["features.py", "monitors/slow.py", "monitors/__init__.py"])
def test_a_file_that_is_no_text_is_named_with_its_line(
    tmp_path: Path, name: str, written: bytes, line: int, byte: str
) -> None:
    file = write(tmp_path, features=between("").replace('"shop"', '"shop", packages=["monitors"]'), monitors__slow="")
    (tmp_path / name).write_bytes(written)
    with pytest.raises(CatalogError) as caught:
        load(file)
    said = f"{tmp_path / name}:{line}: syntax: the file is no text in UTF-8: it has a byte {byte}\n    save it as UTF-8"
    assert str(caught.value) == f"{said}\n1 mistake"


def test_an_exception_inside_pythons_library_is_at_the_line_that_called_it(tmp_path: Path) -> None:
    assert said(tmp_path, 'import json\n\njson.loads("{")\n').startswith("features.py:3: Python: JSONDecodeError")


def test_an_exception_inside_an_installed_package_is_at_the_line_that_called_it(tmp_path: Path) -> None:
    text = 'import jinja2\n\njinja2.Template("{{")\n'
    assert said(tmp_path, text).startswith("features.py:3: ")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("from dogwatch import Latancy\n", "did you mean 'Latency'?"),
        ("from dogwatch import Zzzzzzz\n", "import or declare it first, or mend the name"),
        ("payments = 1\nprint(paymnts)\n", "did you mean 'payments'?"),
        ('Monitor("slow")\n', "write: from dogwatch import Monitor"),
        ('Latancy(p95="1s")\n', "perhaps: from dogwatch import Latency"),
        ('from dogwatch import Latency\nLatancy(p95="1s")\n', "did you mean 'Latency'?"),
        ('Saturation(cpu="80%")\n', "import or declare it first, or mend the name"),
        ("sortd([])\n", "did you mean 'sorted'?"),
        ("import dogwatch\ndogwatch.names.MARK_KY\n", "did you mean 'MARK_KEY'?"),
        ("raise ValueError('it is red; paint it blue')\n", "paint it blue"),
        ("1 / 0\n", "mend the line"),
    ],
)
def test_says_what_to_write_instead(tmp_path: Path, text: str, remedy: str) -> None:
    assert said(tmp_path, text).splitlines()[-1] == f"    {remedy}"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('Latency(p59="1s")', "Latency: it has no argument 'p59'\n    did you mean 'p95'?"),
        (
            'Errors(zzz="1%")',
            "Errors: it has no argument 'zzz'\n    its arguments are over, why, by, notify_by, rate, least, compare",
        ),
        ('Feature("checkout")', "Feature: it lacks team and service\n    add team=…, service=…"),
        (
            'Team("payments", "@slack-x")',
            "Team: too many arguments without a name\n"
            "    write their names: page=, notify=, email=, escalate=, elsewhere=, github=, custom_metrics=",
        ),
        (
            'Errors("1%")',
            "Errors: too many arguments without a name\n"
            "    write their names: over=, why=, by=, notify_by=, rate=, least=, compare=",
        ),
    ],
)
def test_puts_wrong_calls_of_declarations_into_words(tmp_path: Path, call: str, expected: str) -> None:
    assert (
        said(tmp_path, f"from dogwatch import Errors, Feature, Latency, Team\n{call}\n") == f"features.py:2: {expected}"
    )


def test_a_wrong_call_of_the_users_own_class_stays_pythons_words(tmp_path: Path) -> None:
    text = "class Own:\n    def __init__(self): ...\nOwn(x=1)\n"
    assert said(tmp_path, text).startswith("features.py:3: Python: TypeError: Own.__init__() got an unexpected")


def test_a_wrong_call_of_the_users_own_function_stays_pythons_words_even_where_a_widget_has_its_name(
    tmp_path: Path,
) -> None:
    text = "def note(): ...\nnote(x=1)\n"
    assert said(tmp_path, text).startswith("features.py:2: Python: TypeError: note() got an unexpected")


def test_falls_back_to_the_place_that_is_given() -> None:
    assert mistake_of(ValueError("no"), NOWHERE).place == NOWHERE
    assert mistake_of(ValueError("no"), Place("features.py", 3)).place == Place("features.py", 3)


def test_modules_that_import_each_other_are_at_the_line_that_found_nothing(tmp_path: Path) -> None:
    text = mistakes(tmp_path, "import a_helper\n", a_helper="from features import catalog\n")
    assert text.startswith("a_helper.py:1: import: features has no 'catalog'\n")
