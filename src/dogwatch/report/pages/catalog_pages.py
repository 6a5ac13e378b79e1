"""All pages of a catalog, by the name of their file."""

from __future__ import annotations

from collections.abc import Iterable

from dogwatch.report.pages.book import INDEX, Book, page_of
from dogwatch.report.pages.feature_page import feature_page
from dogwatch.report.pages.index_page import index_page


def catalog_pages(book: Book) -> dict[str, str]:
    """The index and a page per feature, each beginning with the line that says who wrote it."""
    mark = written_by(book.declared.catalog.name)
    lines = {INDEX: index_page(book), **{page_of(one): feature_page(one, book) for one in book.declared.features}}
    return {file: _page(mark, page) for file, page in lines.items()}


def written_by(catalog: str) -> str:
    """The first line of every page of a catalog, by which a page is known that nobody wrote by hand."""
    return f"<!-- Written by dogwatch docs from the catalog {catalog}: change that and run it again. -->"


def _page(mark: str, lines: Iterable[str]) -> str:
    return "\n".join([mark, "", *lines, ""])
