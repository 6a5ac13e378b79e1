"""Runbooks that lie in the folder of the catalog: links to them open where no repository can be reached."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import quote

from dogwatch.draw import element, markdown
from dogwatch.local.api.world import World
from dogwatch.local.declared import DeclaredFeature

from .sent import Sent, missing, shown

FOLDER: Final = "/runbooks/"


def runbook(world: World, path: str) -> Sent:
    """The runbook at a path of the catalog's folder, as it is now; 404 for what no feature names."""
    found = next((each for each in world.declared.features if each.runbook_path == path and each.runbook_file), None)
    if found is None or found.runbook_file is None:
        return missing(f"No feature of the catalog that is here names a runbook {path}.")
    try:
        text = found.runbook_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return missing(f"The runbook {path} cannot be read: {error}")
    return shown(f"Runbook of {found.name}", element("main", element("div", markdown(text), class_="text card")), "/")


def place(feature: DeclaredFeature) -> str | None:
    """Where the runbook of a feature is seen: here, else at its address; None without one."""
    return f"{FOLDER}{quote(feature.runbook_path)}" if feature.runbook_file else feature.runbook


def lead_here(world: World, html: str) -> str:
    """A page whose links to runbooks in a repository lead to those that lie here; what they say stays."""
    for each in world.declared.features:
        if each.runbook and each.runbook_file:
            html = html.replace(f'href="{escape(each.runbook)}"', f'href="{place(each)}"')
    return html
