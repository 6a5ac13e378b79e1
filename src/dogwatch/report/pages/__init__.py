"""The pages of a catalog as Markdown: an index, a page for each feature, and runbooks to begin with."""

from dogwatch.report.pages.book import Book
from dogwatch.report.pages.catalog_pages import catalog_pages, written_by
from dogwatch.report.pages.runbook import runbook

__all__ = ["Book", "catalog_pages", "runbook", "written_by"]
