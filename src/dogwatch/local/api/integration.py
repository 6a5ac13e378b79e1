"""The webhooks and channels that receive something here, as Datadog shows those of its integrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import errors
from .message import Answer, Request, ok

if TYPE_CHECKING:
    from .world import World

_SLACK = "@slack-"


def channels(world: World, request: Request, account: str) -> Answer:
    """`GET …/slack/configuration/accounts/{account}/channels`: those with a receiver, in an account of any name."""
    named = [handle.removeprefix(_SLACK) for handle in world.receivers.handles if handle.startswith(_SLACK)]
    if "*" in named:
        raise errors.not_emulated("the list of channels, since @slack-* receives for every one")
    return ok([{"name": f"#{name}", "display": {}} for name in named])


def webhook(world: World, request: Request, name: str) -> Answer:
    """`GET …/webhooks/configuration/webhooks/{name}`: without its address, in which there may be a secret."""
    if f"@webhook-{name}" not in world.receivers.handles:
        raise errors.Refused(404, errors.WEBHOOK_NOT_FOUND)
    return ok({"name": name, "url": "", "payload": None, "custom_headers": None, "encode_as": "json"})
