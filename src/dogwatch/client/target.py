"""Where a catalog goes: an organisation at a site, with its environment and its keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, urlsplit

from dogwatch.errors import UsageError
from dogwatch.names import is_name
from dogwatch.sites import FIRST_SITE, app_url, site_url

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LOCAL_PORT = 8127

# How Datadog writes the id of an organisation (v2 API description: GET /api/v2/validate).
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST_PREFIX = 60


@dataclass(frozen=True)
class Target:
    """An organisation of Datadog and the environment whose objects are kept there.

    `url` is the base of the API without a path; `parallel` is how many requests may be in flight (Datadog's edge
    answers 512 "Timeout" to too many writes at once in large organisations); `deletes` is the share of the managed
    objects that one run may delete unasked. Keys never stand in a file: `api_key_from` and `app_key_from` name the
    environment variables that hold them. `organisation` is Datadog's id of the organisation, a UUID: keys of any
    other are refused; where it is empty, whatever organisation the keys are of is meant. `prefix` is what names of
    monitors, SLOs and dashboards begin with, in the place of the environment in brackets.
    """

    url: str
    env: str = "prod"
    api_key: str = field(default="", repr=False)
    app_key: str = field(default="", repr=False)
    parallel: int = 64
    deletes: float = 0.2
    api_key_from: str = "DD_API_KEY"
    app_key_from: str = "DD_APP_KEY"
    organisation: str = ""
    prefix: str | None = None

    def __post_init__(self) -> None:
        self._check_fields()
        self._check_url()
        self._check_organisation()
        self._check_prefix()

    def _check_fields(self) -> None:
        for name in ("url", "env", "api_key_from", "app_key_from"):
            value = getattr(self, name)
            if not isinstance(value, str) or (not value and name != "url"):
                raise UsageError(f"{name} of a target is {value!r}; write a text")
        if not is_name(self.env):
            raise UsageError(
                f"{self.env!r} is no environment: it goes into tags and marks; write one like prod or staging-2"
            )
        if type(self.parallel) is not int or self.parallel < 1:
            raise UsageError(f"parallel of a target is {self.parallel!r}; write a whole number from 1 on, such as 64")
        if type(self.deletes) not in (int, float) or not 0 <= self.deletes <= 1:
            raise UsageError(f"deletes of a target is {self.deletes!r}; write a share such as 0.2")

    def _check_url(self) -> None:
        parts = _parts(self.url)
        if parts is not None and (parts.username or parts.password):
            raise UsageError(f"the address of {parts.hostname} holds a password; write it without")
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{self.url!r} is no address of a Datadog API; write one like https://api.datadoghq.eu")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise UsageError(
                f"{self.url}: keys would travel in the clear; write https://, plain http is for this machine only"
            )

    def _check_organisation(self) -> None:
        if not isinstance(self.organisation, str) or (self.organisation and not _UUID.fullmatch(self.organisation)):
            raise UsageError(
                f"organisation of a target is {self.organisation!r}, which is no id of an organisation; write the UUID "
                "that dogwatch targets says, in small letters, or leave it out"
            )

    def _check_prefix(self) -> None:
        if self.prefix is None:
            return
        if not isinstance(self.prefix, str) or self.prefix != self.prefix.strip() or not self.prefix.isprintable():
            raise UsageError(f"prefix of a target is {self.prefix!r}; write a text such as '[eu staging]'")
        if len(self.prefix) > _LONGEST_PREFIX:
            raise UsageError(
                f"prefix of a target has {len(self.prefix)} letters; write at most {_LONGEST_PREFIX}, "
                "names would have no room"
            )

    def with_keys(self, environ: Mapping[str, str]) -> Target:
        """The target with the keys that the environment holds; raises UsageError that names the ones it does not."""
        missing = [name for name in (self.api_key_from, self.app_key_from) if not environ.get(name, "").strip()]
        if missing:
            raise UsageError(
                f"{' and '.join(missing)} not set: no organisation to talk to; set the keys (and DD_SITE), "
                "or use --local for the embedded Datadog"
            )
        return self.with_keys_of(environ)

    def with_keys_of(self, environ: Mapping[str, str]) -> Target:
        """The target with what the environment holds of its keys, which may be none; UsageError for what is no key."""
        api_key, app_key = environ.get(self.api_key_from, "").strip(), environ.get(self.app_key_from, "").strip()
        for name, key in ((self.api_key_from, api_key), (self.app_key_from, app_key)):
            if not key.isascii() or not key.isprintable() or " " in key:
                raise UsageError(f"{name} holds no key: there is white space or a strange character in it")
        return replace(self, api_key=api_key, app_key=app_key)

    @property
    def app(self) -> str:
        """The address at which people see it in the browser."""
        return app_url(self.url)

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        return urlsplit(self.url).hostname in _LOOPBACK

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in any output."""
        return tuple(key for key in (self.api_key, self.app_key) if key)

    def __str__(self) -> str:
        return f"{self.url.rstrip('/')}, environment {self.env}"


def _parts(url: str) -> SplitResult | None:
    """The parts of an address, or None when it is none: a port out of range, a bracket left open, a space."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 and not any(map(str.isspace, url)) else None
    except ValueError:
        return None


def from_environment(environ: Mapping[str, str], env: str | None = None) -> Target:
    """The target that DATADOG_HOST or DD_SITE and DD_ENV describe, still without keys.

    DATADOG_HOST is a full base URL, as Terraform and Datadog's own client have it, and wins over DD_SITE.
    """
    url = environ.get("DATADOG_HOST") or site_url(environ.get("DD_SITE") or FIRST_SITE)
    return Target(url.rstrip("/"), env or environ.get("DD_ENV") or "prod")


def local(env: str | None = None, port: int = LOCAL_PORT) -> Target:
    """The embedded Datadog on this machine, with the keys it accepts."""
    return Target(f"http://127.0.0.1:{port}", env or "prod", "local", "local")
