"""The pages of a catalog as Markdown: an index, and a page for each feature."""

from dogwatch.report.pages.book import Book
from dogwatch.report.pages.catalog_pages import catalog_pages, written_by

__all__ = ["Book", "catalog_pages", "written_by"]
