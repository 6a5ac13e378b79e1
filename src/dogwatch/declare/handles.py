"""Handles: the `@names` in a message that Datadog delivers to.

A handle needs white space around it, and is one of the integrations' prefixes, a team, or a mail address (docs:
monitors, notifications). Everything else is text that nobody receives.
"""

from __future__ import annotations

import re

_CHANNELS = (
    "case",
    "hangouts",
    "incident",
    "oncall",
    "opsgenie",
    "pagerduty",
    "servicenow",
    "slack",
    "sns",
    "teams",
    "team",
    "victorops",
    "webhook",
    "workflow",
)
_CHANNEL_HANDLE = re.compile(rf"@(?:{'|'.join(_CHANNELS)})-[\w.+\-:/]+(?:\([^()]*\))?")
_DYNAMIC_HANDLE = re.compile(rf"@(?:{'|'.join(_CHANNELS)})-[\w.+\-:/]*(?:\{{\{{[\w.\[\]@]+\.name\}}\}}[\w.+\-:/]*)+")
_MAIL_HANDLE = re.compile(r"@[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_EVERYBODY = frozenset({"@all", "@here"})
_BLOCK_TAG = re.compile(r"\{\{\s*(?:[#^/][^{}]*|else)\s*\}\}")
_GLUED = re.compile(rf"(\S*[^\s(,;])(@(?:{'|'.join(_CHANNELS)})-[\w.+\-:/]+)")


def wrong_handle(handle: object) -> str | None:
    """Why Datadog would not deliver to this handle, and what to write instead; None for a good one."""
    if not isinstance(handle, str) or not handle.startswith("@"):
        return f"{handle!r} is no handle; write one as in '@slack-checkout' or '@pagerduty-Payments'"
    if any(pattern.fullmatch(handle) for pattern in (_CHANNEL_HANDLE, _DYNAMIC_HANDLE, _MAIL_HANDLE)):
        return None
    if handle in _EVERYBODY:
        return None
    if any(character.isspace() for character in handle):
        return f"{handle!r} has white space in it, where Datadog ends the handle; write one handle without spaces"
    known = ", ".join(f"@{channel}-…" for channel in _CHANNELS)
    return f"{handle!r} is no handle that Datadog delivers to; write a mail address as '@who@example.com' or {known}"


def glued_handles(text: str) -> list[str]:
    """The handles of a text that Datadog would not see, since something stands right before them.

    Blocks such as `{{#is_alert}}` are gone when Datadog looks for handles, so they do not count.
    """
    return [match.group(0) for match in _GLUED.finditer(_BLOCK_TAG.sub(" ", text))]


def written_handles(text: str) -> list[str]:
    """The handles that stand in a text as Datadog would see them."""
    return [word for word in _BLOCK_TAG.sub(" ", text).split() if word.startswith("@")]
