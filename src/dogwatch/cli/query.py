"""`dogwatch query`"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from dogwatch.caret import harmless
from dogwatch.cli.for_programs import answer, error_data, json_option
from dogwatch.errors import QuerySyntaxError, UsageError
from dogwatch.query import ANY_LANGUAGE, LANGUAGES, canonical, explain, guess_language, parse_as, proved

_HEAD = ("kind", "queries", "parse", "print back")
_HELP = """Say in words what a query asks, or where and why it cannot be read. Offline.

Without --type it is taken for the first of these that reads it: an alert on metrics, on a service check, on an SLO, on
events; a composite; a metric query; a formula; a search."""


@dataclass(frozen=True)
class _Line:
    number: int
    kind: str
    type: str | None
    query: str


@click.command("query", help=_HELP)
@click.argument("text", required=False)
@click.option(
    "--type",
    "language",
    metavar="TYPE",
    help='What it is: a type of monitors, such as "log alert", or metric, formula or search.',
)
@click.option(
    "--check",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read queries from JSON lines with kind, type and query instead; exit code 1 if one cannot be read.",
)
@json_option("ok, taken_for, says, canonical; with --check ok, kinds, unreadable")
def command(text: str | None, language: str | None, file: Path | None, as_json: bool) -> None:
    if (text is None) == (file is None):
        raise UsageError("write one query, in quotes, or --check FILE")
    if text is not None:
        _explain(text, language, as_json=as_json)
    elif file is not None and not _check(file, as_json=as_json):
        click.get_current_context().exit(1)


def _explain(text: str, language: str | None, *, as_json: bool) -> None:
    """Says what it asks; QuerySyntaxError with a caret under the place where it cannot be read."""
    if not text.strip():
        raise UsageError("the query is empty; write one in quotes, as in 'avg:system.cpu.user{*}'")
    if language is not None and language not in ANY_LANGUAGE:
        raise UsageError(f"{language!r} is no type; write one of {', '.join(ANY_LANGUAGE)}")
    try:
        taken_for, tree = (language, parse_as(language, text)) if language else guess_language(text)
    except QuerySyntaxError as error:
        click.echo(f"{error}\n{error.shown}", err=True)
        if as_json:
            answer({"error": error_data(error)}, ok=False)
        raise click.exceptions.Exit(error.exit_code) from None
    if as_json:
        answer({"taken_for": taken_for, "says": explain(tree), "canonical": canonical(tree)})
        return
    click.echo(f"{harmless(explain(tree))}.")
    click.echo(f"  taken for   {taken_for}")
    if canonical(tree) != text:
        click.echo(f"  canonical   {harmless(canonical(tree))}")


def _check(file: Path, *, as_json: bool) -> bool:
    """Whether every query of the file can be read and printed back."""
    queries, parsed, printed = Counter[str](), Counter[str](), Counter[str]()
    said: list[str] = []
    tell = said.append if as_json else click.echo
    are_lines = True
    for line in _lines(file):
        if isinstance(line, str):
            tell(line)
            are_lines = False
            continue
        queries[line.kind] += 1
        failure = "no grammar is known for this kind"
        if line.kind in LANGUAGES:
            proof = proved(LANGUAGES[line.kind], line.type, line.query)
            parsed[line.kind] += proof.error is None
            printed[line.kind] += proof.is_printed
            failure = f"{proof.error}\n{proof.error.shown}" if proof.error else "it is not printed back"
            if proof.is_printed:
                continue
        kind = ", ".join(filter(None, (line.kind, line.type)))
        tell(f"{file}:{line.number}: {harmless(kind)}: {failure}")
    are_read = are_lines and printed.total() == queries.total()
    if as_json:
        names = ("kind", "queries", "parsed", "printed")
        kinds = [dict(zip(names, row, strict=True)) for row in _counted(queries, parsed, printed)]
        answer({"kinds": kinds, "unreadable": said}, ok=are_read)
    else:
        for shown in _table(queries, parsed, printed):
            click.echo(shown)
    return are_read


def _counted(queries: Counter[str], parsed: Counter[str], printed: Counter[str]) -> Iterator[tuple[str, int, int, int]]:
    return ((kind, queries[kind], parsed[kind], printed[kind]) for kind in sorted(queries))


def _table(queries: Counter[str], parsed: Counter[str], printed: Counter[str]) -> Iterator[str]:
    counted = [(harmless(kind), *counts) for kind, *counts in _counted(queries, parsed, printed)]
    rows = [_HEAD, *counted, ("all", queries.total(), parsed.total(), printed.total())]
    widest = max(len(str(row[0])) for row in rows)
    for kind, *counts in rows:
        numbers = (str(count).rjust(len(head)) for count, head in zip(counts, _HEAD[1:], strict=True))
        yield f"{str(kind).ljust(widest)}  {'  '.join(numbers)}"


def _lines(file: Path) -> Iterator[_Line | str]:
    """The queries of the file, or what is wrong with a line; empty ones say nothing."""
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _line(file, number, line)
    except UnicodeDecodeError:
        raise UsageError(f"{file} is no text in UTF-8") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None


def _line(file: Path, number: int, line: str) -> _Line | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"{file}:{number}: this is no JSON: {error}"
    if not isinstance(row, dict) or not isinstance(row.get("kind"), str) or not isinstance(row.get("query"), str):
        return f'{file}:{number}: this is no query; write {{"kind": "…", "type": "…", "query": "…"}}'
    type = row.get("type")
    return _Line(number, row["kind"], type if isinstance(type, str) else None, row["query"])
