"""Pictures of the dashboards on pages about features: made-up values at a moment that never changes.

To draw takes a tenth of a second each, so a picture says what it was drawn of and is drawn again only when that is
otherwise, or when somebody has changed the file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from dogwatch.cli.invented import Known, made_up_page
from dogwatch.kinds import DASHBOARD, Resource
from dogwatch.report import picture_of

# 2026-01-05 12:00 UTC, a Monday; and a quarter of an hour, in which a line has ninety points.
_NOW: Final = 1_767_614_400
_SPAN: Final = "15m"
_ORIGIN: Final = "The values are made up: they show what the dashboard looks like, and nothing that was measured."
_STAMP: Final = re.compile(r"<!-- Drawn of ([0-9a-f]{64}) as ([0-9a-f]{64}) -->")


def pictures(resources: Iterable[Resource], folder: Path, mark: str, *, redraws: bool) -> dict[str, str]:
    """The pictures of the dashboards of features, by the names of their files: as they lie there, or drawn.

    Each begins with `mark`; with `redraws` none is taken as it lies there.
    """
    every = list(resources)
    known = Known.of(every)
    found = {}
    for each in every:
        name = picture_of(each) if each.kind == DASHBOARD.name else None
        if name is None:
            continue
        of = _digest(each.body, known)
        kept = None if redraws else _kept(folder / name, mark, of)
        found[name] = _drawn(each.body, known, mark, of) if kept is None else kept
    return found


def _digest(body: Mapping[str, Any], known: Known) -> str:
    """What a picture is drawn of: the body, what is known of what it shows, and the dogwatch that draws."""
    text = json.dumps(body, sort_keys=True)
    slos = {name: slo for name, slo in known.slos.items() if name in text}
    text += json.dumps(slos, sort_keys=True)
    metrics = [{name: each for name, each in of.items() if name in text} for of in (known.metadata, known.types)]
    said = json.dumps([version("dogwatch"), _NOW, _SPAN, _ORIGIN, text, metrics], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _kept(file: Path, mark: str, of: str) -> str | None:
    """The picture that lies there, if it was drawn of the same and nobody has changed it since."""
    if not file.is_file() or file.is_symlink():
        return None
    text = file.read_bytes().decode(errors="replace")
    first, _, rest = text.partition("\n")
    stamp, _, svg = rest.partition("\n")
    match = _STAMP.fullmatch(stamp)
    is_same = first == mark and match is not None and match.groups() == (of, _hash(svg))
    return text if is_same else None


def _drawn(body: Mapping[str, Any], known: Known, mark: str, of: str) -> str:
    from dogwatch import draw

    svg = draw.picture(made_up_page(body, known, _NOW, _SPAN, origin=_ORIGIN)).text
    return f"{mark}\n<!-- Drawn of {of} as {_hash(svg)} -->\n{svg}"


def _hash(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()
