"""Addresses of what stands in the catalog's repository: runbooks, documents."""

from __future__ import annotations

from dogwatch.declare.catalog import Catalog


def address(catalog: Catalog, path: str | None) -> str | None:
    """A path below the catalog's repository as an address; addresses stay as they are."""
    if path is None or "://" in path or catalog.repository is None:
        return path
    return f"{catalog.repository.rstrip('/')}/{path.lstrip('/')}"
