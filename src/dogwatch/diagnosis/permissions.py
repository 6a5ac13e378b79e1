"""Whether the application key has every permission that a catalog needs, as far as Datadog lets one ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dogwatch.client import Allowance, Unreachable, read_owner, read_scopes, reading, said
from dogwatch.kinds import (
    KINDS,
    METRIC_METADATA,
    METRIC_TAGS,
    PERMISSIONS,
    Kind,
    ListedKind,
    NamedKind,
    Request,
    Resource,
)

from .account import Account
from .finding import Finding, counted

_OF_METRICS = frozenset({METRIC_METADATA.name, METRIC_TAGS.name})
_UNKNOWN_METRIC = "dogwatch.doctor"
_AT_ONCE = 4


@dataclass
class _Need:
    """The kinds for which a permission is needed: to read them, and to write them."""

    read: list[str] = field(default_factory=list)
    write: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = (f"{verb} {', '.join(kinds)}" for verb, kinds in (("read", self.read), ("write", self.write)) if kinds)
        return " and ".join(parts)


def needed_kinds(resources: Iterable[Resource], keeps_metrics: bool) -> list[str]:
    """The kinds that a plan of these resources reads, in the order in which they are created."""
    declared = {resource.kind for resource in resources} | (_OF_METRICS if keeps_metrics else set())
    return [kind.name for kind in KINDS.values() if kind.name in declared or _is_always_read(kind)]


def _is_always_read(kind: Kind) -> bool:
    return isinstance(kind, ListedKind) and not kind.is_optional


def permission_findings(account: Account, kinds: Iterable[str]) -> Iterator[Finding]:
    """A finding per permission that the kinds need; nothing is written to find it out.

    Reading is tried. Whether something may be written is read off the scopes of the key and the permissions of its
    owner, and is not known where Datadog shows one of them to nobody with these keys.
    """
    needs = _needs(kinds)
    with reading(_AT_ONCE) as pool:
        scopes = pool.submit(read_scopes, account.send, account.target.app_key)
        owner = pool.submit(read_owner, account.send)
        names = sorted({kind for need in needs.values() for kind in need.read})
        tried = dict(zip(names, pool.map(lambda name: _tried(account, name), names), strict=True))
        seen = _Seen(scopes.result(), owner.result(), tried)
    for name, need in sorted(needs.items()):
        yield seen.finding(name, need, account.settings)


def _needs(kinds: Iterable[str]) -> Mapping[str, _Need]:
    needs: defaultdict[str, _Need] = defaultdict(_Need)
    for kind in kinds:
        for name in PERMISSIONS[kind].read:
            needs[name].read.append(kind)
        for name in PERMISSIONS[kind].write:
            needs[name].write.append(kind)
    return needs


def _tried(account: Account, kind: str) -> tuple[bool | None, str]:
    """Whether a kind may be read, None where the answer does not say so, and what was answered.

    404 comes behind the permission: what is asked for by a name that nothing has.
    """
    request = _harmless(KINDS[kind])
    try:
        answer = account.send(request)
    except Unreachable as error:
        return None, str(error)
    if answer.status in (401, 403):
        return False, f"{request.method} {request.path} is refused"
    if answer.is_success or answer.status == 404:
        return True, ""
    return None, said(answer)


def _harmless(kind: Kind) -> Request:
    """A request that reads a little of a kind."""
    match kind:
        case ListedKind():
            return kind.lists.listing(None)
        case NamedKind():
            return kind.listing
        case _:
            return kind.wire.read(_UNKNOWN_METRIC)


@dataclass(frozen=True)
class _Seen:
    """What Datadog has shown of the key, of its owner, and of trying to read the kinds."""

    scopes: Allowance
    owner: Allowance
    tried: Mapping[str, tuple[bool | None, str]]

    def finding(self, name: str, need: _Need, settings: str) -> Finding:
        """What is known of one permission."""
        refused = [self.tried[kind][1] for kind in need.read if self.tried[kind][0] is False]
        if self.scopes.covers(name) is False:
            seen = f"the application key has {counted(len(self.scopes.names or ()), 'scope')}, and not this one"
            remedy = f"add the scope at {settings}/application-keys: it is needed to {need}"
            return Finding("permissions", name, "missing", seen, remedy)
        if self.owner.covers(name) is False:
            remedy = f"give the owner a role with it at {settings}/roles: it is needed to {need}"
            return Finding("permissions", name, "missing", "the owner of the keys does not have it", remedy)
        if refused:
            remedy = f"give it to the key, as a scope, and to its owner, by a role: it is needed to {need}"
            return Finding("permissions", name, "missing", refused[0], remedy)
        return self._without_refusal(name, need)

    def _without_refusal(self, name: str, need: _Need) -> Finding:
        unknown = [allowance.unknown for allowance in (self.scopes, self.owner) if allowance.unknown]
        if not unknown:
            return Finding("permissions", name, "ok", f"to {need}: the key has it, and so does its owner")
        unread = [said for may, said in (self.tried[kind] for kind in need.read) if may is None]
        if not need.write and not unread:
            return Finding("permissions", name, "ok", f"to {need}: they were read")
        return Finding("permissions", name, "unknown", f"to {need}: {(unread or unknown)[0]}", "")
