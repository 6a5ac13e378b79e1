"""Whether somebody is behind each handle that a catalog tells, as far as Datadog says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

from dogwatch.client import (
    BY_NAME,
    Send,
    Unreachable,
    has_named,
    read_channels,
    read_services,
    read_teams,
    read_users,
    reading,
)
from dogwatch.errors import ApiError, NotAllowed
from dogwatch.message import is_mail
from dogwatch.nearest import nearest

from .finding import Finding, State

_AT_ONCE = 4
_EVERYBODY = ("@all", "@here")
_MAIL = "mail"
_DATA = "data"
# What there is a look-up for, and the permission that it needs.
_NEEDS = {
    "slack": "integrations_read",
    "pagerduty": "integrations_read",
    "webhook": "integrations_read",
    "opsgenie": "integrations_read",
    "teams": "integrations_read",
    "team": "teams_read",
    "oncall": "teams_read",
    _MAIL: "user_access_read",
}
_NOUNS = {"opsgenie": "Opsgenie service", "teams": "channel of Microsoft Teams", "webhook": "webhook"}


class Verdict(NamedTuple):
    """What is known of one handle."""

    state: State
    seen: str
    remedy: str = ""


Verdicts: TypeAlias = Mapping[str, Verdict]
_Look: TypeAlias = Callable[[Sequence[str]], Verdicts]


@dataclass(frozen=True)
class Audience:
    """The Datadog to ask; `slack_accounts` are the names that Slack's workspaces have there, which no request lists."""

    send: Send
    slack_accounts: Sequence[str] = ()

    def findings(self, told: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
        """A finding per handle, by where it leads; `told` are the keys of those that tell it."""
        groups: dict[str, list[str]] = defaultdict(list)
        for handle in told:
            groups[_word(handle)].append(handle)
        with reading(_AT_ONCE) as pool:
            looked = list(pool.map(lambda word: self._looked(word, groups[word]), groups))
        for word, verdicts in sorted(zip(groups, looked, strict=True), key=lambda pair: pair[0]):
            for handle in sorted(groups[word]):
                yield Finding(word, handle, *verdicts[handle], tuple(told[handle]))

    def _looked(self, word: str, handles: Sequence[str]) -> Verdicts:
        looks: Mapping[str, _Look] = {
            "slack": self._channels,
            "team": self._teams,
            "oncall": self._teams,
            _MAIL: self._users,
            _DATA: partial(_unknown, "made of data when it is told"),
            **{name: partial(self._named, name) for name in BY_NAME},
            **{name: partial(self._services, name) for name in ("opsgenie", "teams")},
            "everybody": lambda each: {handle: Verdict("ok", "everybody in the organisation") for handle in each},
        }
        look = looks.get(word)
        if look is None:
            return _unknown("dogwatch knows of no request that says so", handles)
        try:
            return look(handles)
        except Unreachable:
            raise
        except NotAllowed as error:
            return _unknown(str(error), handles, f"give the keys {_NEEDS[word]}")
        except ApiError as error:
            return _unknown(str(error), handles)

    def _channels(self, handles: Sequence[str]) -> Verdicts:
        if not self.slack_accounts:
            remedy = "say what the workspace is called in Datadog's Slack integration: --slack-account NAME"
            return _unknown("no request lists the Slack accounts", handles, remedy)
        found = {account: read_channels(self.send, account) for account in self.slack_accounts}
        absent = [account for account, channels in found.items() if channels is None]
        if absent:
            return _unknown(f"Datadog has no Slack account {', '.join(absent)}", handles, "mend --slack-account")
        there = {f"@slack-{each}" for channels in found.values() for each in channels or ()}
        full = {f"@slack-{account}-{each}" for account, channels in found.items() for each in channels or ()}
        # With one account the short form is enough; both are taken (docs: Slack integration).
        known = there if len(found) == 1 else full
        return {
            handle: Verdict("ok", "the channel is set up")
            if handle in there | full
            else _absent(handle, known, "no such channel is set up", "add it in Datadog's Slack integration")
            for handle in handles
        }

    def _named(self, word: str, handles: Sequence[str]) -> Verdicts:
        """Those who are asked for one by one; the nearest can only be another that the catalog tells."""
        there = {handle: has_named(self.send, word, _name(handle)) for handle in handles}
        good = [handle for handle, is_there in there.items() if is_there]
        noun = _NOUNS.get(word, "PagerDuty service")
        return {
            handle: Verdict("ok", f"the {noun} is set up")
            if is_there
            else _absent(handle, good, f"no such {noun} is set up", f"add it in Datadog's {word} integration")
            for handle, is_there in there.items()
        }

    def _services(self, word: str, handles: Sequence[str]) -> Verdicts:
        known = [f"@{word}-{name}" for name in read_services(self.send, word)]
        noun = _NOUNS[word]
        return {
            handle: Verdict("ok", f"the {noun} is set up")
            if handle in known
            else _absent(handle, known, f"no such {noun} is set up", "add it in Datadog's integration")
            for handle in handles
        }

    def _teams(self, handles: Sequence[str]) -> Verdicts:
        known = read_teams(self.send)
        return {handle: _team(handle, known) for handle in handles}

    def _users(self, handles: Sequence[str]) -> Verdicts:
        known = read_users(self.send)
        return {handle: _user(handle, known) for handle in handles}


def _word(handle: str) -> str:
    """What kind of handle it is."""
    if "{{" in handle:
        return _DATA
    if handle in _EVERYBODY:
        return "everybody"
    return _MAIL if is_mail(handle) else handle[1:].partition("-")[0]


def _name(handle: str) -> str:
    """What it names, without the word in front and what is handed over in brackets."""
    return handle.partition("-")[2].partition("(")[0]


def _unknown(why: str, handles: Iterable[str], remedy: str = "") -> Verdicts:
    return {handle: Verdict("unknown", why, remedy) for handle in handles}


def _absent(handle: str, known: Iterable[str], seen: str, otherwise: str) -> Verdict:
    """Nobody of this name, and the one of those known that was probably meant."""
    front = f"{handle.partition('-')[0]}-"
    meant = nearest(handle.removeprefix(front), (each.removeprefix(front) for each in known))
    return Verdict("missing", seen, f"did you mean {front}{meant}? Else {otherwise}" if meant else otherwise)


def _team(handle: str, known: Sequence[str]) -> Verdict:
    word, name = _word(handle), _name(handle)
    if name not in known:
        proposals = [f"@{word}-{each}" for each in known]
        return _absent(handle, proposals, "no team has this handle", "make the team in Datadog")
    if word == "oncall":
        return Verdict("ok", "the team is there; whether somebody is on call is not asked")
    return Verdict("ok", "the team is there")


def _user(handle: str, known: Mapping[str, str]) -> Verdict:
    """Who was invited or is disabled gets nothing; an address of nobody is mailed (docs: monitors, notifications)."""
    address = handle[1:].lower()
    match known.get(address):
        case "Active":
            return Verdict("ok", "an active user")
        case "Pending":
            remedy = "have the invitation accepted, or send it again: nothing is mailed until then"
            return Verdict("wrong", "a user who has not accepted the invitation (pending)", remedy)
        case None:
            meant = nearest(address, (each for each, status in known.items() if status == "Active"))
            remedy = f"did you mean @{meant}?" if meant else ""
            return Verdict("unknown", "no user has it: mail goes there, and whether it is read nobody knows", remedy)
        case status:
            return Verdict(
                "wrong", f"a user who is {status.lower()}: nothing is mailed", "write somebody else's address"
            )
