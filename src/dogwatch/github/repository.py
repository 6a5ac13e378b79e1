"""Which repository is meant, where its API is, and the token to speak to it with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dogwatch.errors import UsageError

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_NAME = re.compile(r"[A-Za-z0-9_.\-]+/[A-Za-z0-9_.\-]+")


@dataclass(frozen=True)
class Repository:
    """A repository of GitHub by `owner/name`, the address of its API, and a token for it."""

    name: str
    token: str = field(repr=False)
    url: str = "https://api.github.com"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Repository:
        """What GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_API_URL say; UsageError that names what is wrong."""
        name, token = environ.get("GITHUB_REPOSITORY", ""), environ.get("GITHUB_TOKEN", "").strip()
        url = environ.get("GITHUB_API_URL") or cls.url
        if not _NAME.fullmatch(name) or ".." in name:
            raise UsageError(f"GITHUB_REPOSITORY is {name!r}; it is owner/name, as a job of GitHub Actions has it")
        if not token.isascii() or not token.isprintable() or not token or " " in token:
            raise UsageError("GITHUB_TOKEN holds no token; give the step env: GITHUB_TOKEN: ${{ github.token }}")
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise UsageError(f"GITHUB_API_URL is {url!r}; the token travels over https only")
        return cls(name, token, url.rstrip("/"))
