"""Whose keys these are: asked before anything else is, so that no other organisation is read or written."""

from __future__ import annotations

import threading

from dogwatch.client.reading import asked
from dogwatch.client.target import Target
from dogwatch.client.transport import Send
from dogwatch.errors import ApiError, WrongOrganisation
from dogwatch.kinds import Request, Response

_WHAT = "organisation of the keys"


def read_organisation(send: Send) -> str:
    """The id of the organisation whose API key it is; ApiError when Datadog does not say it.

    `GET /api/v2/validate` tells it to every API key. `GET /api/v1/org` would need the permission to manage
    organisations (org_management), and the endpoints of users one to read those (v1 and v2 API descriptions). An
    application key of another organisation is refused by everything that asks for both.
    """
    answer = asked(send, Request("GET", "/api/v2/validate"), _WHAT)
    data = answer.get("data") if isinstance(answer, dict) else None
    id = data.get("id") if isinstance(data, dict) else None
    if not isinstance(id, str) or not id:
        raise ApiError(f"{_WHAT}: what was sent names none; is something in between?")
    return id.lower()


class OnlyTo:
    """A `send` that sends nothing until it is known that the keys are of the target's organisation, if it names one.

    It asks once, before the first request or when `ensure` says so; may be used from many threads at once.
    """

    def __init__(self, target: Target, send: Send) -> None:
        self._target = target
        self._send = send
        self._asking = threading.Lock()
        self._found: str | None = None

    def __call__(self, request: Request) -> Response:
        self.ensure()
        return self._send(request)

    def ensure(self) -> None:
        """Raises WrongOrganisation when the keys are of another organisation than the target names."""
        if not self._target.organisation:
            return
        if (found := self.whose()) != self._target.organisation:
            raise WrongOrganisation(
                f"{self._target}: the keys in {self._target.api_key_from} and {self._target.app_key_from} are of the "
                f"organisation {found}, and the target is the organisation {self._target.organisation}: "
                "nothing was read or written"
            )

    def whose(self) -> str:
        """The id of the organisation that the keys are of, whether the target names one or not; asks once."""
        with self._asking:
            if self._found is None:
                self._found = read_organisation(self._send)
            return self._found
