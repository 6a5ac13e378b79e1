"""The pages of a catalog as Markdown: an index, a page for each feature, and runbooks to begin with."""

from dogwatch.report.pages.book import Book
from dogwatch.report.pages.catalog_pages import catalog_pages, written_by
from dogwatch.report.pages.dashboards import picture_of
from dogwatch.report.pages.runbook import runbook

__all__ = ["Book", "catalog_pages", "picture_of", "runbook", "written_by"]
