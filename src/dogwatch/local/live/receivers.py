"""Who receives what the handles of notifications name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from dogwatch.errors import UsageError
from dogwatch.judge import Notification

from .deliveries import Deliveries
from .slack import Slack
from .variables import LOCAL, Organization
from .webhook import Webhook

_SLACK = "@slack-"
_WEBHOOK = "@webhook-"


def receiver_at(handle: str, url: str) -> Webhook | Slack:
    """What receives at an address what names a handle: `@webhook-NAME`, or `@slack-CHANNEL`, where `*` is any channel.

    Raises UsageError for a handle of another kind, and for what is no address; it never shows the address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{handle} is received at no address; write {handle}=https://…")
    if handle.startswith(_WEBHOOK) and handle != _WEBHOOK:
        return Webhook(handle.removeprefix(_WEBHOOK), url)
    if handle.startswith(_SLACK) and handle != _SLACK:
        return Slack(url, handle.removeprefix(_SLACK))
    raise UsageError(f"{handle} cannot be received; write @webhook-NAME=URL, @slack-CHANNEL=URL or @slack-*=URL")


class Receivers:
    """Webhooks and channels by their handles, and the deliveries to them.

    `unheard` counts the handles that nothing here receives: pagers, mail, channels without an address.
    """

    def __init__(
        self,
        receivers: Iterable[Webhook | Slack],
        deliveries: Deliveries,
        organization: Organization = LOCAL,
    ) -> None:
        self._by_handle = {receiver.handle: receiver for receiver in receivers}
        self.deliveries, self._organization = deliveries, organization
        self.unheard: Counter[str] = Counter()

    @property
    def handles(self) -> list[str]:
        """The handles for which there is a receiver; with `*` all that begin so."""
        return list(self._by_handle)

    @property
    def tally(self) -> dict[str, Any]:
        """What each receiver has taken, what was lost and why, and the handles that nobody receives here."""
        lost = [{"handle": handle, "why": why, "number": n} for (handle, why), n in self.deliveries.lost.items()]
        return {"delivered": self.deliveries.delivered, "lost": lost, "unheard": dict(self.unheard)}

    def tell(self, notification: Notification) -> None:
        """Leaves the notification for everybody whom it tells; waits for nobody."""
        for handle in notification.handles:
            receiver = self._receiver(handle)
            if receiver is None:
                self.unheard[handle] += 1
            else:
                self.deliveries.put(handle, receiver.post(notification, self._organization))

    def _receiver(self, handle: str) -> Webhook | Slack | None:
        found = self._by_handle.get(handle)
        if found is None and handle.startswith(_SLACK):
            return self._by_handle.get(f"{_SLACK}*")
        return found
