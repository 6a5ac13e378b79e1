"""What was told to whom, as it looks in Slack and in a mail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from dogwatch.draw import Markup, element, joined, markdown, moment_of
from dogwatch.local.api.alerting import inbox as told
from dogwatch.local.api.world import World
from dogwatch.message import is_mail

from .sent import Query, Sent, one, shown

PLACE: Final = "/notifications"
_MOST: Final = 100
_CLASSES: Final = {"error": "error", "warning": "warning", "success": "ok"}
_FRAME: Final = "%%%"
# A scope of everything in bold, as Datadog writes it, is a row of stars to whoever reads Markdown.
_BOLD_STAR: Final = "*****"
_ADDRESS: Final = re.compile(r"(?<![(<\[\"\w])https?://[^\s<>()\[\]]+")


def index(world: World, query: Query) -> Sent:
    """The last notifications, the newest first: those that tell somebody, or with `all` those of parts too."""
    is_all = bool(one(query, "all"))
    found = [each for each in told.latest(world, told.MOST) if is_all or each["handles"]][:_MOST]
    said, leads = ("only those that tell somebody", PLACE) if is_all else ("also those that tell nobody", "?all=1")
    other = element("a", said, href=leads)
    header = element("header", element("h1", "Notifications"), element("p", other, class_="controls"), class_="page")
    cards = [_card(each) for each in found] or [element("p", "Nobody has been told anything yet.")]
    return shown("Notifications", joined(header, element("main", *cards, class_="inbox", data_live="inbox")), PLACE)


def line(notification: Mapping[str, Any], *, with_name: bool = True) -> Markup:
    """A notification as a row of a table."""
    handles = ", ".join(notification["handles"]) or "nobody"
    return element(
        "tr",
        element("td", moment_of(notification["at"])[11:16], title=moment_of(notification["at"]), class_="since"),
        element("td", element("span", notification["transition"], class_=f"state {_class(notification)}")),
        element("td", notification["name"], class_="wide") if with_name else None,
        element("td", notification["group"].replace(",", ", ")),
        element("td", handles, class_="wide"),
    )


def _class(notification: Mapping[str, Any]) -> str:
    return _CLASSES.get(notification["alert_type"], "none")


def _card(notification: Mapping[str, Any]) -> Markup:
    link = element("a", notification["name"], href=f"/monitors/{notification['monitor']}")
    handles = [element("span", each, class_="chip") for each in notification["handles"]]
    head = element(
        "header", element("time", moment_of(notification["at"])), link, *(handles or [element("span", "nobody")])
    )
    mails = [each for each in notification["handles"] if is_mail(each)]
    text = _text(notification)
    slack = element(
        "div",
        element("p", element("b", notification["title"])),
        element("div", text, class_=f"text bar-{_class(notification)}"),
        class_="slack",
    )
    mail = element(
        "details",
        element(
            "summary", f"as a mail to {', '.join(each.removeprefix('@') for each in mails)}" if mails else "as a mail"
        ),
        element("p", element("b", "Subject: "), notification["title"]),
        element("div", text, class_="text"),
        class_="mail",
    )
    return element("article", head, slack, mail)


def _text(notification: Mapping[str, Any]) -> Markup:
    """Without the marks of Markdown around it, and with addresses that lead there."""
    text = str(notification["text"]).strip().removeprefix(_FRAME).removesuffix(_FRAME).strip()
    text = text.replace(_BOLD_STAR, r"**\***")
    return markdown(_ADDRESS.sub(r"<\g<0>>", text), keeps_lines=True)
