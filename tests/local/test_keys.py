import json
from typing import Any

import pytest

from dogwatch.local.api.app import answer
from dogwatch.local.api.keys import ORGANISATION, Keys
from dogwatch.local.api.message import Request
from tests.local.organisation import world

WORLD = world(keys=Keys("right", "also right"))


def asked(path: str, api_key: str | None, application_key: str | None) -> tuple[int, Any]:
    given = answer(WORLD, Request("GET", path, {}, b"", api_key, application_key))
    return given.status, json.loads(given.body)


def test_the_api_key_alone_is_enough_to_be_valid():
    assert asked("/api/v1/validate", "right", None) == (200, {"valid": True})


def test_the_api_key_alone_says_whose_it_is():
    status, said = asked("/api/v2/validate", "right", None)
    assert (status, said["data"]["id"], said["data"]["type"]) == (200, ORGANISATION, "validate_v2")
    assert set(said["data"]["attributes"]) == {"valid", "api_key_scopes", "api_key_id"}


def test_says_that_a_key_is_required_when_there_is_none():
    assert asked("/api/v1/validate", None, "also right") == (403, {"errors": ["API key required"]})


@pytest.mark.parametrize(
    ("path", "api_key", "application_key"),
    [
        ("/api/v1/validate", "wrong", "also right"),
        ("/api/v2/validate", "wrong", "also right"),
        ("/api/v1/monitor", "wrong", "also right"),
        ("/api/v1/monitor", "right", "wrong"),
        ("/api/v1/monitor", "right", None),
        ("/api/v1/nothing", "right", "wrong"),
    ],
)
def test_forbids_wrong_keys(path: str, api_key: str, application_key: str | None):
    assert asked(path, api_key, application_key) == (403, {"errors": ["Forbidden"]})
