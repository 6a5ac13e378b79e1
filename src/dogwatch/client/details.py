"""Whole objects of a kind whose lists show heads only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future

from dogwatch.client.cache import Cache
from dogwatch.client.parser import Parser
from dogwatch.client.reading import read_as_sent
from dogwatch.client.transport import Send
from dogwatch.kinds import Body, ListedKind


class Details:
    """Reads objects as soon as their heads are known, by `pool`; from the cache where the head says when it changed.

    The list decides: an entry counts only for a head with the same time. Objects are held as bytes, since a dashboard
    takes five times the memory once it is unpacked.
    """

    def __init__(self, send: Send, kind: ListedKind, pool: Executor, cache: Cache | None) -> None:
        self._send = send
        self._kind = kind
        self._pool = pool
        self._cache = cache
        self._parser = Parser()
        self._known: dict[str, bytes] = {}
        self._coming: dict[str, Future[bytes | None]] = {}

    def want(self, heads: Iterable[Body]) -> None:
        """Begins to read the objects with these heads, each once."""
        for head in heads:
            id = self._kind.wire.id_of(head)
            if id in self._known or id in self._coming:
                continue
            cached = self._cached(id, head)
            if cached is None:
                self._coming[id] = self._pool.submit(self._read, id)
            else:
                self._known[id] = cached

    def bodies(self) -> Iterator[Body]:
        """All that was wanted and is still there; waits for what is under way. Raises ApiError as `read_whole` does."""
        for id in self._coming:
            data = self._coming[id].result()
            if data is not None:
                self._known[id] = data
        for data in self._known.values():
            body: Body = self._parser(data)
            yield body

    def _cached(self, id: str, head: Body) -> bytes | None:
        modified = self._kind.modified_of(head)
        return self._cache.get(self._kind.name, id, modified) if self._cache and modified else None

    def _read(self, id: str) -> bytes | None:
        body, sent = read_as_sent(self._send, self._kind, id)
        if body is None:
            return None
        data = sent or json.dumps(body).encode()
        # By its own time and not by that of its head: somebody may have changed it between the two answers.
        if self._cache and (modified := self._kind.modified_of(body)):
            self._cache.put(self._kind.name, id, modified, data)
        return data
