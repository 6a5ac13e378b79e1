from __future__ import annotations

import json
from typing import Any

import pytest

from dogwatch.kinds import PERMISSIONS
from dogwatch.local.api import user
from dogwatch.local.api.app import answer
from dogwatch.local.api.message import Request
from tests.local.organisation import world


def asked(path: str, **query: str) -> tuple[int, Any]:
    given = answer(world(), Request("GET", path, query, b"", "local", "local"))
    return given.status, json.loads(given.body)


def test_both_keys_are_said_to_be_good() -> None:
    assert asked("/api/v2/validate_keys") == (200, {"status": "ok"})


def test_the_one_user_owns_the_application_key() -> None:
    status, said = asked("/api/v2/current_user")
    assert (status, said["data"]["id"], said["data"]["attributes"]["handle"]) == (200, user.ID, user.HANDLE)
    _, keys = asked("/api/v2/current_user/application_keys")
    assert [each["attributes"] for each in keys["data"]] == [{"name": "local", "last4": "ocal", "scopes": None}]


def test_the_user_may_all_that_a_catalog_needs() -> None:
    _, said = asked(f"/api/v2/users/{user.ID}/permissions")
    named = {each["attributes"]["name"] for each in said["data"]}
    assert {name for each in PERMISSIONS.values() for name in (*each.read, *each.write)} <= named


def test_nobody_else_has_permissions() -> None:
    assert asked("/api/v2/users/nobody/permissions") == (404, {"errors": ["User not found"]})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 1),
        ({"filter": "YOU@"}, 1),
        ({"filter": "ann@"}, 0),
        ({"filter[status]": "Pending,Active"}, 1),
        ({"filter[status]": "Pending"}, 0),
        ({"page[number]": "1"}, 0),
    ],
)
def test_users_are_listed_by_page_text_and_status(query: dict[str, str], found: int) -> None:
    status, said = asked("/api/v2/users", **query)
    assert (status, len(said["data"])) == (200, found)


@pytest.mark.parametrize("query", [{"page[number]": "x"}, {"page[size]": "0"}])
def test_refuses_a_page_that_is_none(query: dict[str, str]) -> None:
    status, said = asked("/api/v2/users", **query)
    assert (status, said["errors"]) == (400, [f"The value provided for parameter '{next(iter(query))}' is invalid"])
