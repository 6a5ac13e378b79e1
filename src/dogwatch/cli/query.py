"""`dogwatch query`"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from dogwatch.errors import UsageError
from dogwatch.query import LANGUAGES, proved

_HEAD = ("kind", "queries", "parse", "print back")


@dataclass(frozen=True)
class _Line:
    number: int
    kind: str
    type: str | None
    query: str


@click.command("query", help="Say whether queries can be read. Offline.")
@click.option(
    "--check",
    "file",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Queries as JSON lines with kind, type and query; exit code 1 if one cannot be read.",
)
def command(file: Path) -> None:
    queries, parsed, printed = Counter[str](), Counter[str](), Counter[str]()
    for line in _lines(file):
        queries[line.kind] += 1
        failure = "no grammar is known for this kind"
        if line.kind in LANGUAGES:
            proof = proved(LANGUAGES[line.kind], line.type, line.query)
            parsed[line.kind] += proof.error is None
            printed[line.kind] += proof.is_printed
            failure = f"{proof.error}\n{proof.error.shown}" if proof.error else "it is not printed back"
            if proof.is_printed:
                continue
        click.echo(f"{file}:{line.number}: {line.kind}{f', {line.type}' if line.type else ''}: {failure}")
    for row in _table(queries, parsed, printed):
        click.echo(row)
    if printed.total() != queries.total():
        click.get_current_context().exit(1)


def _table(queries: Counter[str], parsed: Counter[str], printed: Counter[str]) -> Iterator[str]:
    counted = [(kind, queries[kind], parsed[kind], printed[kind]) for kind in sorted(queries)]
    rows = [_HEAD, *counted, ("all", queries.total(), parsed.total(), printed.total())]
    widest = max(len(str(row[0])) for row in rows)
    for kind, *counts in rows:
        numbers = (str(count).rjust(len(head)) for count, head in zip(counts, _HEAD[1:], strict=True))
        yield f"{str(kind).ljust(widest)}  {'  '.join(numbers)}"


def _lines(file: Path) -> Iterator[_Line]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _line(file, number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}") from None


def _line(file: Path, number: int, line: str) -> _Line:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{file}:{number}: this is no JSON: {error}") from None
    if not isinstance(row, dict) or not isinstance(row.get("kind"), str) or not isinstance(row.get("query"), str):
        raise UsageError(f'{file}:{number}: this is no query; write {{"kind": "…", "type": "…", "query": "…"}}')
    type = row.get("type")
    return _Line(number, row["kind"], type if isinstance(type, str) else None, row["query"])
