"""What an application key may: its scopes, and the permissions of who owns it.

Sources: Datadog's own client (`get_current_user`, `list_current_user_application_keys`, `list_user_permissions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from dogwatch.client.numbered import attributes_in, read_data, read_numbered
from dogwatch.client.reading import asked
from dogwatch.client.transport import Send
from dogwatch.errors import ApiError
from dogwatch.kinds import Request

_SHOWN = 4


@dataclass(frozen=True)
class Allowance:
    """`names` are the permissions that it covers, None where it covers all; `unknown` says why nobody can tell."""

    names: frozenset[str] | None = None
    unknown: str = ""

    def covers(self, permission: str) -> bool | None:
        """Whether a permission is among them; None where nobody can tell."""
        if self.unknown:
            return None
        return self.names is None or permission in self.names


def read_scopes(send: Send, application_key: str) -> Allowance:
    """The scopes of an application key, which Datadog shows among those of its owner with the last letters of each.

    A key without scopes covers all that its owner may (docs: API and application keys).
    """
    try:
        shown = [attributes_in(each) for each in read_numbered(send, "/api/v2/current_user/application_keys")]
    except ApiError as error:
        return Allowance(unknown=str(error))
    alike = [each.get("scopes") for each in shown if each.get("last4") == application_key[-_SHOWN:]]
    if not alike:
        return Allowance(unknown="the list of its owner's application keys does not show it")
    if any(scopes != alike[0] for scopes in alike):
        return Allowance(unknown="its owner has several application keys that end alike, with other scopes")
    return Allowance(None if alike[0] is None else frozenset(map(str, alike[0])))


def read_owner(send: Send) -> Allowance:
    """The permissions that the owner of the keys has by all roles."""
    try:
        answer = asked(send, Request("GET", "/api/v2/current_user"), "owner of the keys")
        who = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(who, dict) or not isinstance(who.get("id"), str):
            raise ApiError("owner of the keys: what was sent names nobody; is something in between?")
        path = f"/api/v2/users/{quote(who['id'], safe='')}/permissions"
        listed = read_data(send, Request("GET", path))
    except ApiError as error:
        return Allowance(unknown=str(error))
    return Allowance(frozenset(str(attributes_in(each).get("name")) for each in listed))
