"""The front, in FastAPI. The middleware makes each request a call of the feature that has its route."""

from __future__ import annotations

from fastapi import Depends, FastAPI, HTTPException

from dogwatch.instrument import configure, current_feature
from dogwatch.instrument.frameworks.asgi import FeatureMiddleware

from . import accounts, buying, finding
from .switches import breaks


def go_wrong() -> None:
    """What a real shop does not need: errors and slowness on purpose."""
    if breaks(current_feature()):
        raise HTTPException(503)


app = FastAPI(title="shop", dependencies=[Depends(go_wrong)])
app.add_middleware(FeatureMiddleware)
for routes in (finding.routes, buying.routes, accounts.routes):
    app.include_router(routes)
# The payment service learns which feature asks it, and nobody else does.
configure(send_feature_to=["127.0.0.1"])
