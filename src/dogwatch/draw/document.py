"""A page as one file of HTML that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib

from .page import Page
from .paint import painted, stylesheet
from .paint.html import Markup, element, joined


def document(page: Page) -> str:
    """The whole file: its looks are in it, and what it may load is nothing."""
    return standalone(page.title or "Untitled", painted(page))


def standalone(title: str, body: Markup, *, pictures: bool = False) -> str:
    """A file of what stands in its body, with the looks of pages; it may load nothing but `pictures` within itself."""
    style = stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'{'; img-src data:' if pictures else ''}"
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("title", title),
        element("style", Markup(style)),
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'
