"""Whether Datadog answers at a target and takes its keys, whose they are, and whether the clocks agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from dogwatch.client import Send, Target, Unreachable, read_organisation, said
from dogwatch.errors import ApiError
from dogwatch.kinds import Request, Response
from dogwatch.sites import SITES, site_in

from .finding import Finding

# What the Agent's own check of the clock takes for too much (docs: network time protocol offset).
_SKEW = 60.0
# Both kinds of keys in their first form, hexadecimal.
_API_KEY = re.compile(r"[0-9a-f]{32}")
_APPLICATION_KEY = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class Account:
    """A target with those of its keys that there are, and the way to speak to it.

    `others` are Datadog's other sites by name, with the API key, where they may be asked whether it is theirs.
    """

    target: Target
    send: Send
    clock: Callable[[], float]
    others: Mapping[str, Send]

    @property
    def settings(self) -> str:
        """Where people see and make keys."""
        return f"{self.target.app}/organization-settings"

    def where_made(self, kind: str) -> str:
        """How to come by a key, as a remedy."""
        return (
            "take the key that dogwatch up says" if self.target.is_here else f"make one at {self.settings}/{kind}-keys"
        )


def account_findings(account: Account) -> Iterator[Finding]:
    """Site, keys, organisation and clock; what cannot be asked since something before is wrong is left out."""
    try:
        answer = account.send(Request("GET", "/api/v1/validate"))
    except Unreachable as error:
        yield Finding("site", "API", "wrong", str(error), _other_site(account))
        yield from _unasked(account)
        return
    if not (answer.is_success or answer.status in (401, 403)) or not isinstance(answer.body, dict):
        yield Finding("site", "API", "wrong", said(answer), _leading(answer) or _other_site(account))
        yield from _unasked(account)
        return
    yield Finding("site", "API", "ok", f"answers at {account.target.url}")
    yield from _clock(account, answer)
    yield from _keys(account, answer)


def takes_keys(findings: list[Finding]) -> bool:
    """Whether both keys were found to be good."""
    return sum(each.subject == "keys" and each.state == "ok" for each in findings) > 1


def _other_site(account: Account) -> str:
    if account.target.is_here:
        return "start it with dogwatch up, or set DATADOG_HOST to the address that it says"
    meant = site_in(account.target.url)
    if meant and account.target.url != f"https://api.{meant}":
        return f"the API of that site is at https://api.{meant}: write DD_SITE={meant}"
    return f"look whether the network lets it through (HTTPS_PROXY); DD_SITE is one of {', '.join(SITES)}"


def _leading(answer: Response) -> str:
    """The site that an answer leads to, as a remedy; empty where it leads to none."""
    site = site_in(answer.headers.get("location", "")) if 300 <= answer.status < 400 else None
    return f"write DD_SITE={site}" if site else ""


def _unasked(account: Account) -> Iterator[Finding]:
    """The keys while nobody could be asked about them."""
    for name, key in _named(account):
        yield _missing(name, account) if not key else Finding("keys", name, "unknown", "nobody could be asked")


def _named(account: Account) -> tuple[tuple[str, str], tuple[str, str]]:
    target = account.target
    return (target.api_key_from, target.api_key), (target.app_key_from, target.app_key)


def _missing(name: str, account: Account) -> Finding:
    kind = "api" if name == account.target.api_key_from else "application"
    return Finding("keys", name, "missing", "not set", f"{account.where_made(kind)} and set {name}")


def _keys(account: Account, answer: Response) -> Iterator[Finding]:
    """The API key by itself, whose it is, and the application key beside it."""
    (api_name, api_key), (app_name, app_key) = _named(account)
    if not api_key:
        yield _missing(api_name, account)
    elif not answer.is_success:
        yield Finding("keys", api_name, "wrong", said(answer).partition("; check ")[0], _refused(account))
    else:
        yield Finding("keys", api_name, "ok", "an API key that is valid")
        yield from _organisation(account)
    if not app_key:
        yield _missing(app_name, account)
    elif not api_key or not answer.is_success:
        yield Finding("keys", app_name, "unknown", "asked only together with an API key that is valid")
    else:
        yield _application_key(account, app_name)


def _refused(account: Account) -> str:
    """What to do where the API key is refused."""
    target = account.target
    if _APPLICATION_KEY.fullmatch(target.api_key) and _API_KEY.fullmatch(target.app_key):
        return f"the two are exchanged: {target.api_key_from} has the length of an application key"
    own = site_in(target.url)
    for site, send in account.others.items():
        if site != own and _is_theirs(send):
            return f"it is a key of {site}: write DD_SITE={site}"
    if target.is_here:
        return account.where_made("api")
    asked = "no other site knows it" if account.others else "--ask-sites asks whether it is of another site"
    return f"{account.where_made('api')}; {asked}"


def _is_theirs(send: Send) -> bool:
    try:
        return send(Request("GET", "/api/v1/validate")).is_success
    except Unreachable:
        return False  # a site that cannot be reached from here is not the one that is looked for


def _organisation(account: Account) -> Iterator[Finding]:
    target = account.target
    try:
        found = read_organisation(account.send)
    except ApiError as error:
        yield Finding("organisation", "id", "unknown", str(error))
        return
    if target.organisation == found:
        yield Finding("organisation", "id", "ok", f"{found}, as the target names it")
    elif target.organisation:
        seen = f"the keys are of {found}, the target is {target.organisation}: nothing would be read or written"
        yield Finding("organisation", "id", "wrong", seen, f"set {target.api_key_from} to a key of that organisation")
    else:
        remedy = f'organisation="{found}" in sync/targets.py refuses the keys of any other'
        yield Finding("organisation", "id", "hint", f"{found}; the target names none", remedy)


def _application_key(account: Account, name: str) -> Finding:
    try:
        answer = account.send(Request("GET", "/api/v2/validate_keys"))
    except Unreachable as error:
        return Finding("keys", name, "unknown", str(error))
    if answer.is_success:
        return Finding("keys", name, "ok", "an application key that is valid")
    if answer.status in (401, 403):
        remedy = f"{account.where_made('application')}, in the organisation of the API key"
        return Finding("keys", name, "wrong", said(answer).partition("; check ")[0], remedy)
    return Finding("keys", name, "unknown", said(answer))


def _clock(account: Account, answer: Response) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(answer.headers["date"]).timestamp()
    except (KeyError, ValueError):
        yield Finding("clock", "this machine", "unknown", "the answer says no time")
        return
    ahead = account.clock() - theirs
    if abs(ahead) <= _SKEW:
        yield Finding("clock", "this machine", "ok", f"within {_SKEW:.0f} s of Datadog's")
        return
    seen = f"{abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} Datadog's"
    remedy = "have it set over the network (NTP): values come at the wrong minute, and monitors judge without them"
    yield Finding("clock", "this machine", "wrong", seen, remedy)
