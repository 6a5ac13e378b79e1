"""One HTTP POST, and how it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

# docs: integrations, webhooks.
TIMEOUT = 15.0


@dataclass(frozen=True)
class Post:
    """What is posted where. Addresses and headers may hold secrets, so that they are shown nowhere."""

    url: str = field(repr=False)
    body: bytes
    headers: Mapping[str, str] = field(repr=False)


class Undelivered(Exception):
    """No answer came; `str` says why, without the address."""


def send(post: Post, timeout: float = TIMEOUT) -> int:
    """Posts, and returns the status of the answer; raises `Undelivered` where none comes.

    No redirect is followed. A user and a password in the address are sent as HTTP's basic authentication.
    """
    parts = urlsplit(post.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Undelivered("its address is none of http")
    headers = dict(post.headers)
    if parts.username is not None:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers |= urllib3.make_headers(basic_auth=secret)
    url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    try:
        answer = urllib3.request(
            "POST", url, body=post.body, headers=headers, timeout=timeout, retries=False, redirect=False
        )
    except HTTPError as error:
        raise Undelivered(_reason(error)) from None
    except ValueError:  # a header of several lines, say: values of variables may be anything
        raise Undelivered("its address or its headers cannot be sent") from None
    return answer.status


def _reason(error: HTTPError) -> str:
    """What went wrong, by the name of the error alone: its words may have the address in them."""
    return {"ConnectTimeoutError": "no connection in time", "ReadTimeoutError": "no answer in time"}.get(
        type(error).__name__, "no connection"
    )
