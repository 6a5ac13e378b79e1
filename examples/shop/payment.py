"""The payment service, in Flask: it takes what the front asks for, and settles it with the bank later."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask, abort, request

from dogwatch.instrument import configure, current_feature, mark_error, track
from dogwatch.instrument.frameworks.wsgi import FeatureMiddleware

from .metrics import statsd
from .switches import breaks, switches

app = Flask("payment")
app.wsgi_app = FeatureMiddleware(app.wsgi_app)  # type: ignore[method-assign]
# Hits that come from a checkout have the tag feature.upstream:checkout.
configure(accept_features=["checkout"])


# Settles one payment after the other; what it has taken is settled before the process ends.
settling = ThreadPoolExecutor(1, "settling")
banks = random.Random(3)


@app.before_request
def go_wrong() -> None:
    """What a real service does not need: errors and slowness on purpose."""
    if breaks(current_feature()):
        abort(503)


@app.post("/payments")
def pay() -> tuple[dict[str, Any], int]:
    asked = request.get_json()
    if asked["number"].endswith("0"):
        return {"state": "refused"}, 402  # refused cards are no errors
    settling.submit(settle, asked["bank"])
    return {"state": "accepted"}, 201


@track("payment")
def settle(bank: str) -> None:
    """No request, so no route: `track` makes it a call of the feature, and this code says when it failed."""
    time.sleep(banks.uniform(0.005, 0.02))
    state = "settled" if banks.random() >= switches().leaves_open(bank) else "open"
    if state == "open":
        mark_error("bank_silent")
    statsd.increment("shop.settlements", tags=[f"state:{state}", f"bank:{bank}"])
