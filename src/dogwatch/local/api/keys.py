"""Authentication: the pair of keys a target accepts, and the endpoints that check an API key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from . import errors
from .message import Answer, Request, ok

if TYPE_CHECKING:
    from .world import World

# The organisation wherever nobody says another, so that a target can name it.
ORGANISATION: Final = "00000000-0000-4000-8000-0000000d0600"


@dataclass(frozen=True)
class Keys:
    """The only API key and application key that are accepted, and the id of the organisation that they are of."""

    api: str
    application: str
    organisation: str = ORGANISATION


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


def organisation(world: World, request: Request) -> Answer:
    """`GET /api/v2/validate`: whose API key it is. The id of the key is made of the organisation's."""
    of_key = str(uuid5(UUID(world.keys.organisation), "api key"))
    attributes = {"valid": True, "api_key_scopes": [], "api_key_id": of_key}
    return ok({"data": {"id": world.keys.organisation, "type": "validate_v2", "attributes": attributes}})
