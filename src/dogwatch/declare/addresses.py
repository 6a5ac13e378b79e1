"""Addresses of what stands in the catalog's repository: runbooks, documents."""

from __future__ import annotations

from dogwatch.declare.catalog import Catalog


def address(catalog: Catalog, path: str | None) -> str | None:
    """A path below the catalog's repository as an address; addresses stay as they are."""
    if path is None or "://" in path or catalog.repository is None:
        return path
    return f"{catalog.repository.rstrip('/')}/{path.lstrip('/')}"


def page_address(app: str, page: str, env: str) -> str:
    """The address of a dashboard in a message, by its reference: its environment, from half an hour before the monitor
    triggered until a quarter after (docs: monitors, notification variables; epochs are in milliseconds).
    """
    begin, end = (f'{{{{eval "last_triggered_at_epoch{around}*60*1000"}}}}' for around in ("-30", "+15"))
    return f"{app}/dashboard/{page}?tpl_var_env={env}&from_ts={begin}&to_ts={end}&live=false"
