"""Who receives what the handles of notifications name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dogwatch.judge import Notification

from .deliveries import Deliveries
from .slack import Slack
from .variables import LOCAL, Organization
from .webhook import Webhook

_SLACK = "@slack-"


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
