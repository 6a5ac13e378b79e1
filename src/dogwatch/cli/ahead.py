"""What is read of Datadog for a catalog: begun before the catalog is known, and going on while it is checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import SimpleQueue

from dogwatch.client import Cache, Details, Halted, Readers, Send, Target, read_pages
from dogwatch.kinds import LISTED, Body, ListedKind, Request, Response

# Others may have changed what was read so many seconds ago, while a catalog took its time.
_YOUNG = 5.0


class Ahead:
    """Reads the lists of a target from now on, and what is managed by a catalog as soon as its name is known.

    Lists without a filter say the same whatever the catalog is, and those with one need its name alone. What goes wrong
    is told to whoever asks for what could not be read. Where nobody will, since there are mistakes in the catalog,
    nothing more is sent, and nobody waits for what is on its way.
    """

    def __init__(
        self,
        send: Send,
        target: Target,
        cache: Cache | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.cache = cache
        self._send = send
        self._target = target
        self._monotonic = monotonic
        self._began = monotonic()
        self._is_taken = self._is_abandoned = False
        self._name: Future[str] = Future()
        self._listing, self._reading = Readers(2 * len(LISTED), "dogwatch-list"), Readers(target.parallel)
        # What is read object by object takes longest, so that its lists come first.
        self._cut = {kind.name: self._begun(kind) for kind in LISTED if kind.is_cut_in_lists}
        self._shown = {kind.name: self._listing.submit(self._all, kind) for kind in LISTED if not kind.is_cut_in_lists}

    def named(self, catalog: str) -> None:
        """Says the name of the catalog, once."""
        self._name.set_result(catalog)

    def is_of_use(self) -> bool:
        """Whether nobody has taken what was read yet, and it still counts as what Datadog says now."""
        return not self._is_taken and self._monotonic() < self._began + _YOUNG

    def take(self) -> None:
        """Says that it is used, which it can be once: Datadog moves on."""
        self._is_taken = True

    def bodies(self, kind: ListedKind) -> Sequence[Body]:
        """All objects of a kind whose lists show everything, or those that Datadog knows to be the catalog's; once."""
        return self._shown.pop(kind.name).result()

    def heads(self, kind: ListedKind) -> tuple[Sequence[Body], Details]:
        """What the lists of any other kind show, and the whole objects of it: those that are managed are coming; once,
        so that nothing here keeps them.
        """
        heads, details = self._cut.pop(kind.name)
        return heads.result(), details.result()

    def abandon(self) -> None:
        """Sends nothing more."""
        self._is_abandoned = True
        self._name.cancel()
        self._shut(wait=False)

    def close(self) -> None:
        """The same, and waits for what is on its way."""
        self._is_abandoned = True
        self._shut(wait=True)

    def _shut(self, *, wait: bool) -> None:
        for readers in (self._listing, self._reading):
            readers.shutdown(wait=wait, cancel_futures=True)

    def _sent(self, request: Request) -> Response:
        if self._is_abandoned:
            raise Halted("nobody asks for it any more")
        return self._send(request)

    def _begun(self, kind: ListedKind) -> tuple[Future[Sequence[Body]], Future[Details]]:
        pages: SimpleQueue[list[Body]] = SimpleQueue()
        return self._listing.submit(self._heads, kind, pages), self._listing.submit(self._details, kind, pages)

    def _all(self, kind: ListedKind) -> Sequence[Body]:
        tag = f"catalog:{self._name.result()}" if kind.is_filtered else None
        return [body for page in read_pages(self._sent, kind, tag) for body in page]

    def _heads(self, kind: ListedKind, pages: SimpleQueue[list[Body]]) -> Sequence[Body]:
        heads = []
        try:
            for page in read_pages(self._sent, kind):
                pages.put(page)
                heads += page
        finally:
            pages.put([])  # an empty page ends every list
        return heads

    def _details(self, kind: ListedKind, pages: SimpleQueue[list[Body]]) -> Details:
        """Asks for what is managed while the list goes on."""
        catalog = self._name.result()
        details = Details(self._sent, kind, self._reading, self.cache)
        while page := pages.get():
            details.want(head for head in page if self._is_ours(kind, head, catalog))
        return details

    def _is_ours(self, kind: ListedKind, head: Body, catalog: str) -> bool:
        marks = kind.marks.marks_of(head)
        return any(mark.env == self._target.env and mark.catalog == catalog for mark in marks)
