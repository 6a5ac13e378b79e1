"""`dogwatch docs`"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from dogwatch.cli.catalogs import Loaded, catalog_option, catalog_path, load_catalog
from dogwatch.cli.docs_pictures import pictures
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.generated import Difference, differences, mend
from dogwatch.cli.repository import is_there, repository_around
from dogwatch.declare import Feature, root_of
from dogwatch.errors import UsageError
from dogwatch.place import Place
from dogwatch.report import Book, BrokenMarkers, catalog_pages, owners_of, runbook, with_owners, written_by

_OUT = "docs/catalog"
_ENV = "prod"
# GitHub reads the first of these that is there (docs.github.com: about code owners).
_CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")


@click.command("docs", help="Write a page per feature with pictures, an index, and CODEOWNERS. Offline.")
@catalog_option
@click.option("--env", metavar="NAME", default=_ENV, show_default=True, help="Environment that the pages speak of.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=_OUT, show_default=True, help="Their folder."
)
@click.option(
    "--runbooks", is_flag=True, help="Also begin a runbook for each feature without one; none is ever changed."
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when a file is not current.")
@click.option("--redraw", "redraws", is_flag=True, help="Draw all pictures, though what they show is the same.")
@json_option("ok, folder, pages, files")
def command(
    catalog: Path | None, env: str, out: Path, runbooks: bool, only_check: bool, redraws: bool, as_json: bool
) -> None:
    loaded = load_catalog(catalog, env)
    book = _book(loaded, root_of(catalog_path(catalog)), out)
    pages = catalog_pages(book)
    mark = written_by(loaded.declared.catalog.name)
    drawn = pictures(loaded.resources, out, mark, redraws=redraws)
    found = [*differences(out, {**pages, **drawn}, mark), *_codeowners(book)]
    begun = [*_runbooks(book)] if runbooks else []
    if only_check:
        if as_json:
            answer(_data(out, len(pages), [*found, *begun]), ok=not found and not begun)
        _report([*found, *begun], len(pages), _again(catalog, env, out, runbooks), as_json=as_json)
        return
    _refuse_handwritten(found)
    mend([*found, *begun])
    if as_json:
        answer(_data(out, len(pages), [*found, *begun]))
        return
    removed = sum(difference.wanted is None for difference in found)
    click.echo(f"{out}: {len(pages)} pages; {len(found) - removed} files written, {removed} removed")
    for one in begun:
        click.echo(f"{Place(str(one.path.absolute()))}: begun; write down what helps")
    if runbooks:
        _name_them(book)


def _data(out: Path, pages: int, found: Sequence[Difference]) -> dict[str, Any]:
    """What was written or, with --check, would be; a file has path, and why it was not as it shall be."""
    return {"folder": str(out), "pages": pages, "files": [{"path": str(each.path), "why": each.why} for each in found]}


def _book(loaded: Loaded, root: Path, out: Path) -> Book:
    way = Path(os.path.relpath(root, out.resolve())).as_posix()
    return Book(loaded.declared, loaded.resources, loaded.env, root, way)


def _codeowners(book: Book) -> Iterator[Difference]:
    """How CODEOWNERS differs, if it does: the file that GitHub reads, in the repository around the catalog."""
    repository = repository_around(book.root) or book.root
    places = [repository / name for name in _CODEOWNERS]
    path = next(filter(Path.is_file, places), places[0])
    before = path.read_bytes().decode(errors="surrogateescape") if path.is_file() else ""
    try:
        wanted = with_owners(before, book.declared.catalog.name, owners_of(book, repository))
    except BrokenMarkers as error:
        raise UsageError(f"{Place(str(path))} cannot be kept current: {error}") from None
    if wanted != before:
        yield Difference(path, "stale" if before and wanted else "missing" if wanted else "left over", wanted or None)


def _runbooks(book: Book) -> Iterator[Difference]:
    """The runbooks that are not there, each as something to begin with. Those at an address are somebody else's."""
    for feature in book.declared.features:
        written = feature.runbook or _usual_runbook(feature)
        path = (book.root / written.partition("#")[0].lstrip("/")).resolve()
        if "://" in written or is_there(written, book.root):
            continue
        if not path.is_relative_to(book.root.resolve()):
            raise UsageError(
                f"{feature.place}: feature {feature.name}: runbook {written!r} leads out of the catalog's folder"
            )
        yield Difference(path, "missing", runbook(feature, book))


def _name_them(book: Book) -> None:
    """Says what to write into the catalog, whose code is a person's."""
    for feature in book.declared.features:
        if not feature.runbook:
            click.echo(f'{feature.place}: feature {feature.name}: add runbook="{_usual_runbook(feature)}"')


def _usual_runbook(feature: Feature) -> str:
    return f"docs/runbooks/{feature.name}.md"


def _report(found: Sequence[Difference], pages: int, again: str, *, as_json: bool) -> None:
    """Prints what differs and how to mend it; fails when something does."""
    for difference in found:
        click.echo(f"{Place(str(difference.path.absolute()))}: {difference.why}", err=True)
    if found:
        click.echo(f"to mend it: {again}", err=True)
        raise click.exceptions.Exit(1)
    if not as_json:
        click.echo(f"{pages} pages are current")


def _again(catalog: Path | None, env: str, out: Path, runbooks: bool) -> str:
    """The command that writes what was checked."""
    given = {"--catalog": str(catalog or ""), "--env": env, "--out": str(out)}
    usual = {"--catalog": "", "--env": _ENV, "--out": _OUT}
    words = [word for option, value in given.items() if value != usual[option] for word in (option, value)]
    return shlex.join(["dogwatch", "docs", *words, *(["--runbooks"] if runbooks else [])])


def _refuse_handwritten(found: Sequence[Difference]) -> None:
    refused = [f"{Place(str(each.path.absolute()))}: {each.why}" for each in found if each.is_by_hand]
    if refused:
        raise UsageError("\n".join([*refused, "nothing was written"]))
