"""GitHub's REST API: requests that are patient where that is safe, and errors in a line without the token."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from dogwatch.errors import ApiError
from dogwatch.github.repository import Repository

_TIMEOUT = (10, 60)
_AGENT = {"User-Agent": "dogwatch"}
_HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
    **_AGENT,
}
_A_PAGE = 100  # the most that GitHub gives at once
_TRIES = 5
# GitHub's advice after a secondary rate limit that names no time; a longer one than the other is not sat out.
_UNNAMED_WAIT, _LONGEST_WAIT = 60.0, 300.0
_READABLE = 300
_ADVICE = {
    401: "check GITHUB_TOKEN",
    403: "the token of the job may not do this; see its permissions",
    404: "check GITHUB_REPOSITORY, and what the token of the job may see",
}

Sleep = Callable[[float], None]


class Lost(ApiError):
    """A request that makes something may have been carried out, but nobody said so."""


class GitHub:
    """Asks about one repository; `path` is below it. Whatever it raises is free of the token.

    What is safe to repeat is repeated after a fault, and a rate limit is waited out with `sleep`, as GitHub asks. A
    POST whose answer is lost raises Lost: its caller looks.
    """

    def __init__(self, repository: Repository, sleep: Sleep) -> None:
        self.sleep = sleep
        self._base = f"{repository.url}/repos/{repository.name}"
        self._token = repository.token
        self._session = requests.Session()
        self._session.headers.update(_HEADERS)
        self._session.auth = self._sign  # not a header: a .netrc would replace it

    def get(self, path: str) -> dict[str, Any]:
        """One thing."""
        [thing] = self._listed([_json(self._asked("GET", path))], path)
        return thing

    def pages(self, path: str, within: str | None = None, **parameters: str) -> Iterator[dict[str, Any]]:
        """Everything of a list, page by page; `within` names the field of the answer in which the list is."""
        page = 1
        while True:
            answer = self._asked("GET", path, parameters={**parameters, "per_page": str(_A_PAGE), "page": str(page)})
            body = _json(answer)
            yield from self._listed(body.get(within) if within and isinstance(body, dict) else body, path)
            if "next" not in answer.links:
                return
            page += 1

    def post(self, path: str, body: Mapping[str, Any]) -> None:
        self._asked("POST", path, body=body)

    def patch(self, path: str, body: Mapping[str, Any]) -> None:
        self._asked("PATCH", path, body=body)

    def download(self, path: str, maximum: int) -> bytes:
        """What the address holds to which GitHub sends on; the token stays here. ApiError for more than `maximum`."""
        location = self._asked("GET", path, expected=302).headers.get("Location", "")
        try:
            with requests.get(location, stream=True, timeout=_TIMEOUT, headers=_AGENT) as answer:
                answer.raise_for_status()
                data = answer.raw.read(maximum + 1)
        except (requests.RequestException, HTTPError) as error:
            # Such an address is signed: whoever has it has what is there.
            raise ApiError(f"GET {path}: the download failed ({type(error).__name__})") from None
        if len(data) > maximum:
            raise ApiError(f"GET {path}: it is larger than {maximum} bytes, which is more than is read")
        return bytes(data)

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def _asked(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        expected: int | None = None,
    ) -> requests.Response:
        for tries in range(1, _TRIES + 1):
            answer = self._sent(method, path, parameters, body)
            if isinstance(answer, requests.Response) and _is_expected(answer.status_code, expected):
                return answer
            pause = _pause(method, answer, tries)
            if pause is None or tries == _TRIES:
                break
            self.sleep(pause)
        raise self._error(method, path, answer)

    def _sent(
        self, method: str, path: str, parameters: Mapping[str, str] | None, body: Mapping[str, Any] | None
    ) -> requests.Response | requests.RequestException:
        try:
            return self._session.request(
                method,
                f"{self._base}/{path}",
                params=parameters,
                json=body,
                timeout=_TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return error

    def _error(self, method: str, path: str, answer: requests.Response | requests.RequestException) -> ApiError:
        asked = f"{method} {path}"
        if isinstance(answer, requests.RequestException):
            said = f"no answer from GitHub to {asked}: {self._readable(str(answer))}"
            return Lost(said) if method == "POST" else ApiError(said)
        advice = f"; {_ADVICE[answer.status_code]}" if answer.status_code in _ADVICE else ""
        said = f"GitHub answered {answer.status_code} to {asked}: {self._readable(_message(answer))}{advice}"
        return Lost(said) if method == "POST" and answer.status_code >= 500 else ApiError(said)

    def _listed(self, items: Any, path: str) -> list[dict[str, Any]]:
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise ApiError(f"GET {path}: what was sent is none of GitHub's answers; is something in between?")
        return items

    def _readable(self, text: str) -> str:
        words = " ".join(text.replace(self._token, "***").split())
        return words if len(words) <= _READABLE else words[:_READABLE] + "…"


def _is_expected(status: int, expected: int | None) -> bool:
    return 200 <= status < 300 if expected is None else status == expected


def _pause(method: str, answer: requests.Response | requests.RequestException, tries: int) -> float | None:
    """How long to wait before the request is sent again; None when that makes no sense or is not safe."""
    backoff = float(2 ** (tries - 1))
    if isinstance(answer, requests.RequestException):
        return None if method == "POST" else backoff
    if answer.status_code in (403, 429) and _is_limit(answer):
        named = answer.headers.get("Retry-After", "")
        pause = float(named) if named.isdigit() else _UNNAMED_WAIT
        return pause if pause <= _LONGEST_WAIT else None
    return backoff if answer.status_code >= 500 and method != "POST" else None


def _is_limit(answer: requests.Response) -> bool:
    """Whether too much was asked at once. Used-up hours (X-RateLimit-Remaining: 0) are not worth waiting for."""
    return "Retry-After" in answer.headers or "secondary rate limit" in _message(answer)


def _message(answer: requests.Response) -> str:
    body = _json(answer)
    return str(body["message"]) if isinstance(body, dict) and "message" in body else answer.text


def _json(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
