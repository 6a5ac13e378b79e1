"""`POST /local/preview`, which Datadog does not have: a dashboard that is not stored, drawn with what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dogwatch.draw import Body, document, page, picture
from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, object_in, ok
from dogwatch.local.api.world import World

from .drawing import data_of


def preview(world: World, request: Request) -> Answer:
    """A page by itself as `html`, and as `svg`, a picture of `width` by `height` pixels; nothing is stored.

    The body has the `dashboard`, and may have `slos`, bodies by the ids or references under which the dashboard names
    them, `metadata`, bodies by metric, a `span` such as 4h, and `variables`, lists of values by name.
    """
    sent = object_in(request)
    dashboard = sent.get("dashboard")
    if not isinstance(dashboard, dict):
        raise errors.required("dashboard")
    slos, metadata, variables = (_named(sent, name) for name in ("slos", "metadata", "variables"))
    span = sent.get("span")
    if span is not None and not isinstance(span, str):
        raise errors.invalid("span")
    measured = data_of(world)

    def metadata_of(metric: str) -> Body | None:
        stored = measured.metadata(metric)
        return stored if stored and stored.get("unit") else metadata.get(metric)

    data = replace(measured, slo=lambda id: measured.slo(id) or slos.get(id), metadata=metadata_of)
    try:
        drawn = page(dashboard, data, int(world.now().timestamp()), span, variables)
    except ValueError as error:
        raise errors.invalid("span", str(error)) from error
    svg, width, height = picture(drawn)
    return ok({"html": document(drawn), "svg": svg, "width": width, "height": height})


def _named(sent: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = sent.get(name) or {}
    kind = list if name == "variables" else dict
    if not isinstance(found, dict) or not all(isinstance(each, kind) for each in found.values()):
        raise errors.invalid(name)
    return found
