"""Handles: the `@names` in a message that Datadog delivers to.

A handle needs white space around it, and is one of the integrations' prefixes, a team, or a mail address (docs:
monitors, notifications). Everything else is text that nobody receives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dogwatch.nearest import nearest

from .message import read

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
# What data make a handle of, in whole or in part.
_TAG = r"\{\{\{?+[^{}]++\}{2,3}+"
_DOMAIN = r"@[\w\-]+(?:\.[\w\-]+)+"
_DYNAMIC_HANDLE = re.compile(rf"@(?:(?:{'|'.join(_CHANNELS)})-[\w.+\-:/]*+)?(?:{_TAG}[\w.+\-:/]*+)++(?:{_DOMAIN})?")
_MAIL_HANDLE = re.compile(rf"@[\w.+\-]+{_DOMAIN}")
_EVERYBODY = frozenset({"@all", "@here"})
# Where an alert stays open, and goes on waking people, until somebody or a recovery ends it.
_PAGERS = ("@oncall-", "@opsgenie-", "@pagerduty-", "@victorops-")
_DELIVERED = re.compile(
    rf"(?:(?<=[\s(,;])|\A)(?:{_DYNAMIC_HANDLE.pattern}|{_CHANNEL_HANDLE.pattern}|{_MAIL_HANDLE.pattern}|@all\b|@here\b)"
)
_GLUED = re.compile(rf"(?<=[^\s(,;])@(?:{'|'.join(_CHANNELS)})-(?:[\w.+\-:/]++|{_TAG})+")


def wrong_handle(handle: object) -> tuple[str, str] | None:
    """Why Datadog would not deliver to this handle, and what to write instead; None for a good one."""
    if not isinstance(handle, str) or not handle:
        return f"{handle!r} is no handle", "write one as in '@slack-checkout' or '@pagerduty-Payments'"
    if _is_delivered(handle):
        return None
    if any(character.isspace() for character in handle):
        return f"{handle!r} has white space in it, where Datadog ends the handle", "write one handle without spaces"
    if not handle.startswith("@"):
        return f"{handle!r} does not begin with @, so Datadog would not deliver to it", _with_at(handle)
    return f"{handle!r} is no handle that Datadog delivers to", _meant(handle)


def _is_delivered(handle: str) -> bool:
    patterns = (_CHANNEL_HANDLE, _DYNAMIC_HANDLE, _MAIL_HANDLE)
    return handle in _EVERYBODY or any(pattern.fullmatch(handle) for pattern in patterns)


def _with_at(handle: str) -> str:
    """The handle with its @ in front, that of a channel as Slack writes it, or the one that stands behind something."""
    channel = f"@slack-{handle[1:]}" if handle.startswith("#") else ""
    proposals = (channel, f"@{handle}", handle[handle.find("@") :])
    proposal = next(filter(_is_delivered, proposals), "@slack-checkout")
    return f"write {proposal!r}"


def _meant(handle: str) -> str:
    channel, _, rest = handle.removeprefix("@").partition("-")
    meant = nearest(channel, _CHANNELS)
    if meant:
        return f"did you mean '@{meant}-{rest or '…'}'?"
    known = ", ".join(f"@{channel}-…" for channel in _CHANNELS)
    return f"write a mail address as in '@who@example.com', or one of {known}"


def is_pager(handle: str) -> bool:
    """Whether it wakes people through a product that keeps alerts open until it hears of their end."""
    return str(handle).startswith(_PAGERS)


def is_mail(handle: str) -> bool:
    """Whether it is a mail address."""
    return _MAIL_HANDLE.fullmatch(handle) is not None


def has_blocks(text: str) -> bool:
    """Whether some of the text is shown at some transitions only."""
    return "{{" in text and read(text).has_blocks


def handles_in(text: str) -> list[str]:
    """The handles in a text without blocks that Datadog delivers to, without the punctuation behind them."""
    return [handle for _, handle in handles_at(text)] if "@" in text else []


def handles_at(text: str) -> Iterator[tuple[int, str]]:
    """The same, each with the letter at which it begins."""
    for match in _DELIVERED.finditer(text):
        yield match.start(), match.group().rstrip(".:")


def without_handles(text: str) -> str:
    """The text without the handles in it, and without the space in front of them."""
    kept, at = [], 0
    for start, handle in handles_at(text):
        kept.append(text[at:start].rstrip(" "))
        at = start + len(handle)
    return "".join([*kept, text[at:]]).strip()


def glued_handles(text: str) -> list[str]:
    """The handles of a text that Datadog would not see, since something stands right before them.

    Blocks such as `{{#is_alert}}` are gone when Datadog looks for handles, so they do not count.
    """
    if "@" not in text:
        return []
    glued = []
    for word in read(text).without_blocks().split():
        ends = [match.end() for match in _GLUED.finditer(word)]
        glued += [word[: max(ends)]] if ends else []
    return glued


def written_handles(text: str) -> list[str]:
    """The handles that stand in a text as Datadog would see them."""
    if "@" not in text:
        return []
    return [word for word in read(text).without_blocks().split() if word.startswith("@")]


def undelivered(text: str) -> Iterator[tuple[str, str]]:
    """Per handle in a text that Datadog would not deliver to, or not always: why, and what to write instead."""
    for glued in glued_handles(text):
        yield f"Datadog would not deliver {glued!r}", "put a space before the @"
    for handle in written_handles(text):
        if wrong := wrong_handle(handle.rstrip(".,;:!?)")):
            yield wrong
