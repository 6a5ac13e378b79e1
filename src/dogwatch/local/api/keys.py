"""Authentication: the pair of keys a target accepts, and the endpoint that checks an API key."""

from __future__ import annotations

from dataclasses import dataclass

from . import errors
from .message import Answer, Request, ok


@dataclass(frozen=True)
class Keys:
    """The only API key and application key that are accepted."""

    api: str
    application: str


def check_api_key(keys: Keys, request: Request) -> None:
    """Refuses with 403 as recorded at `/api/v1/validate` when the key is missing, as quoted when it is wrong."""
    if not request.api_key:
        raise errors.Refused(403, errors.API_KEY_REQUIRED)
    if request.api_key != keys.api:
        raise errors.Refused(403, errors.FORBIDDEN)


def check_both(keys: Keys, request: Request) -> None:
    """Refuses with 403 when either key is missing or wrong."""
    if request.api_key != keys.api or request.application_key != keys.application:
        raise errors.Refused(403, errors.FORBIDDEN)


def validate(world: object, request: Request) -> Answer:
    """`GET /api/v1/validate`: the API key was checked before; the application key plays no part."""
    return ok({"valid": True})
