"""What a tier of the shop means: who is woken, how urgent it is, how often it is said again.

Nobody is woken outside production, whatever stands here.
"""

from dogwatch import Renotify, Tier

tiers = [
    # Without it there is no order: somebody gets up, and is joined by a second person while it goes on.
    Tier(1, pages=True, priority=1, renotify=Renotify("20m", times=6), recovery="90%"),
    # People notice, and buy all the same: read in working hours, and said again before these end.
    Tier(2, priority=2, renotify=Renotify("4h", times=2), recovery="90%"),
    Tier(3, priority=3, recovery="90%"),
    Tier(4, priority=4, email=True),
]
