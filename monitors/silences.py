"""Whom else alerts tell, when nobody needs to hear of them, and what does not count."""

from dogwatch import Correction, Downtime, NotificationRule
from features import checkout, payments, search

# The finance people follow what breaks where money is made; nobody of them has to do anything about it.
for_finance = NotificationRule(
    "for-finance", team=payments, tells="@slack-finance", why="They explain the day's sales.", environments="prod"
)

index_is_made = Downtime(
    "index-is-made",
    feature=search,
    every="FREQ=WEEKLY;BYDAY=SU",
    start="2026-11-01T03:00",
    lasts="1h",
    timezone="Europe/Berlin",
    why="The search index is made from scratch, and searches are slow meanwhile.",
    environments="prod",
)

database_moved = Correction(
    "database-moved",
    feature=checkout,
    slo="availability",
    start="2026-11-08T02:00+01:00",
    end="2026-11-08T02:30+01:00",
    category="Scheduled Maintenance",
    why="The database moved at night, as the status page had said for a week.",
    environments="prod",
)
