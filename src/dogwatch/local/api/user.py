"""The one user of the emulated organisation, in the shapes in which answers name who did something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ID: Final = "00000000-0000-4000-8000-00000000d06a"
NAME: Final = "Local User"
HANDLE: Final = "you@localhost"
_SINCE = "2020-01-01T00:00:00+00:00"

# Where an answer refers to the user by id, and shows it among what is included.
REFERENCE: Final[Mapping[str, Any]] = {"data": {"type": "users", "id": ID}}
INCLUDED: Final[Mapping[str, Any]] = {
    "type": "users",
    "id": ID,
    "attributes": {
        "name": NAME,
        "handle": HANDLE,
        "created_at": _SINCE,
        "modified_at": _SINCE,
        "email": HANDLE,
        "icon": None,
        "title": None,
        "verified": True,
        "service_account": False,
        "disabled": False,
        "allowed_login_methods": [],
        "status": "Active",
    },
}
# Where it is shown in the place of a reference.
SHOWN: Final[Mapping[str, Any]] = {
    "data": {
        "type": "users",
        "id": ID,
        "attributes": {"uuid": ID, "handle": HANDLE, "email": HANDLE, "name": NAME, "icon": None},
    }
}
