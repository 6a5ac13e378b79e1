"""What people do by hand to objects that a catalog keeps, whatever kind they are of."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dogwatch.client import Send, read_list, read_one
from dogwatch.kinds import KINDS, Body, ListedKind

_MARK = re.compile(r"( ?\[)?dogwatch:prod/[\w./-]+\]?")
_SAID = re.compile(r"\b(this|that)\b")


class Hands:
    """A person before Datadog's pages; each does one thing and says whether Datadog took it.

    `doubted` are the keys that carry more than one mark afterwards, or none, so that a plan may leave them alone.
    """

    def __init__(self, send: Send, catalog: str) -> None:
        self._send = send
        self._catalog = catalog
        self.doubted: set[str] = set()
        self.clones: list[tuple[str, str]] = []

    def change(self, kind: str, pick: int) -> bool:
        return self._on(kind, pick, self._change)

    def delete(self, kind: str, pick: int) -> bool:
        return self._on(kind, pick, lambda of, body: self._sent(of.wire.delete(of.wire.id_of(body))) is not None)

    def clone(self, kind: str, pick: int) -> bool:
        return self._on(kind, pick, self._clone)

    def copy_bare(self, kind: str) -> bool:
        """Makes one that says the same without a mark, as a person may have it."""
        return self._on(
            kind, 0, lambda of, body: self._sent(of.wire.create(_called("Mine: ", _bare(of, body)))) is not None
        )

    def strip(self, kind: str, pick: int) -> bool:
        return self._on(kind, pick, self._strip)

    def is_there(self, kind: str, id: str) -> bool:
        return read_one(self._send, KINDS[kind], id) is not None

    def _on(self, kind: str, pick: int, do: Callable[[ListedKind, Body], bool]) -> bool:
        of = KINDS[kind]
        assert isinstance(of, ListedKind)
        listed = [body for body in read_list(self._send, of) if self._is_kept(of, body)]
        if not listed:
            return False
        body = read_one(self._send, of, of.wire.id_of(listed[pick % len(listed)]))
        return body is not None and do(of, body)

    def _is_kept(self, of: ListedKind, body: Body) -> bool:
        """Whether a catalog keeps it, and nobody has cloned it; an ended one is left to rest."""
        if of.is_over(body, 0.0) or (of.name, of.wire.id_of(body)) in self.clones:
            return False
        marks = of.marks.marks_of(body)
        return any(mark.catalog == self._catalog for mark in marks) and not of.marks.is_managed_elsewhere(body)

    def _change(self, of: ListedKind, body: Body) -> bool:
        said = _replaced(of.marks.said(body), _SAID, "by hand")
        return self._sent(of.wire.update(of.wire.id_of(body), of.compare.merged(said, body))) is not None

    def _clone(self, of: ListedKind, body: Body) -> bool:
        """A copy as Datadog makes one: with another title, and with the mark."""
        made = self._sent(of.wire.create(_replaced(_called("Copy of ", of.marks.said(body)), _SAID, "copied")))
        if made is None:
            return False
        id = of.wire.id_of(of.wire.object_of(made))
        if id != of.wire.id_of(body):
            self.clones.append((of.name, id))
        self._doubt(of, body)
        return True

    def _strip(self, of: ListedKind, body: Body) -> bool:
        bare = _bare(of, body)
        self._doubt(of, body)
        return self._sent(of.wire.update(of.wire.id_of(body), {**of.compare.merged(bare, body), **bare})) is not None

    def _doubt(self, of: ListedKind, body: Body) -> None:
        self.doubted |= {f"{of.name} {mark.key}" for mark in of.marks.marks_of(body)}

    def _sent(self, request: Any) -> Any:
        response = self._send(request)
        return (response.body or {}) if response.is_success else None


def _called(before: str, said: Body) -> Body:
    """An object with something before its title, where it has one that is no mark."""
    field = "title" if "title" in said else "name"
    return {**said, field: f"{before}{said[field]}"} if field in said else said


def _bare(of: ListedKind, body: Body) -> Body:
    """What an object says itself, without its mark."""
    bare: Body = _replaced(of.marks.said(body), _MARK, "")
    if isinstance(tags := bare.get("tags"), list):
        bare["tags"] = [tag for tag in tags if tag]
    return bare


def _replaced(body: Any, words: re.Pattern[str], by: str) -> Any:
    """A body in whose texts some words stand instead of others."""
    if isinstance(body, dict):
        return {key: _replaced(value, words, by) for key, value in body.items()}
    if isinstance(body, list):
        return [_replaced(value, words, by) for value in body]
    return words.sub(by, body).rstrip("\n") if isinstance(body, str) else body
