"""The pages by their paths, which are Datadog's own where it has such a page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from dogwatch.local.api.world import World

from . import board, explorer, features, inbox, monitor_page, monitors_page, runbooks
from .assets import FOLDER, assets
from .dashboards import CATALOG
from .sent import Query, Sent, missing

_MONITOR: Final = re.compile(r"/monitors/(\d{1,18})(?:/edit)?")


def sent(world: World, path: str, query: Query) -> Sent:
    """The page at a path; 404 where there is none."""
    if path.startswith(FOLDER):
        asset = assets().get(path)
        return Sent(200, asset.text, asset.content_type, keeps=True) if asset else missing(f"There is no file {path}.")
    if path.startswith(features.FOLDER):
        return features.one_of_them(world, unquote(path.removeprefix(features.FOLDER)), query)
    if path.startswith(runbooks.FOLDER):
        return runbooks.runbook(world, unquote(path.removeprefix(runbooks.FOLDER)))
    if match := _MONITOR.fullmatch(path):
        return monitor_page.page_of(world, int(match[1]), query)
    match path:
        case features.PLACE:
            return features.all_of_them(world, query)
        case board.PLACE | "/dashboard" | "/dashboards":
            return board.index(world, query)
        case monitors_page.PLACE | "/monitors":
            return monitors_page.index(world, query)
        case inbox.PLACE:
            return inbox.index(world, query)
        case explorer.PLACE:
            return explorer.page_of(world, query)
        case explorer.COMPLETIONS:
            return explorer.completions(world, query)
    if path.startswith(("/dashboard/", CATALOG)):
        return board.dashboard(world, unquote(path), query)
    return missing(f"There is no page at {path}.")
