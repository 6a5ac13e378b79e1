"""This process's recording and the thread that sends it; forks, the end of the process, and the settings."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from .calls import Calls
from .complaints import complain
from .datagrams import Packet, packets
from .origin import fields
from .points import Points
from .process import Process
from .recording import FEATURES, Recording
from .settings import Settings, read_settings
from .transport import Transport

# The Agent puts metrics into buckets of ten seconds, so that sending more often gains nothing; a process that is killed
# loses a second, and a second of 100,000 calls is 4 MB.
INTERVAL = 1.0
# Once a bucket of the Agent: zeros of quiet features, and what the process takes.
BEAT = 10.0
# So long a process that ends waits for its last metrics.
DEADLINE = 1.0
# A fork waits less: what the thread still sends then belongs to the parent all the same.
FORK_DEADLINE = 0.1


class Client:
    """A recording, the socket it goes to, and the thread between them, which starts with the first feature.

    `clock` gives seconds, by which the beat comes.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self.recording = Recording(settings)
        # What was made for features under these settings; empty while no thread runs, so that it is started first.
        self.made: dict[tuple[object, ...], Any] = {}
        self._transport = Transport(settings.url)
        # Looked up when the first packet is made.
        self._origin: str | None = None
        self._clock = clock
        self._process = Process(clock)
        self._flushing = threading.Lock()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._beat_at = clock()
        self._is_over = False
        self._is_wanted = False

    @property
    def settings(self) -> Settings:
        return self.recording.settings

    def start(self) -> None:
        """Starts the thread unless it runs. It keeps no process alive."""
        self._is_wanted = True
        with self._starting:
            if self._thread is not None:
                return
            stop = self._stop = threading.Event()
            thread = threading.Thread(target=self._run, args=(stop,), name="dogwatch-flush", daemon=True)
            try:
                thread.start()
            except RuntimeError as error:  # no more threads, or the interpreter is shutting down
                complain("thread", f"metrics are sent at the end of the process only: {error}")
                return
            self._thread = thread

    def _run(self, stop: threading.Event) -> None:
        while not stop.wait(INTERVAL):
            self.flush()
        if self._is_over:
            self.flush()

    def stop(self, deadline: float) -> bool:
        """Ends the thread, and waits for it that long; whether there was one."""
        thread, self._thread = self._thread, None
        self.made.clear()
        if thread is None or thread is threading.current_thread():
            return False
        self._stop.set()
        thread.join(deadline)
        return True

    def flush(self) -> None:
        """Sends what was recorded up to now. Nothing that goes wrong gets out of here."""
        if not self._flushing.acquire(blocking=False):
            return  # somebody else does it, or a test looks at the recording
        try:
            if self._send(self.take()):
                self._send_lost()
        except Exception as error:  # noqa: BLE001 - the thread has to live, and metrics must not harm what they measure
            complain("flush", f"a flush failed: {error!r}")
            self.recording.lost("failed", 1)
        finally:
            self._flushing.release()

    def take(self) -> Points:
        """What a flush would send now."""
        beat = self._clock() - self._beat_at >= BEAT
        points = self.recording.take(beat)
        if beat:
            self._beat_at = self._clock()
            self._process.measure(points)
        return points

    def _send(self, points: Points) -> bool:
        """Whether the Agent is there, as far as the last packet tells; what it did not take is counted."""
        gave_up = failure = None
        for packet in self._packets(points):
            # One packet that the Agent does not take costs patience; the rest of a flush has none left.
            failure = (gave_up, packet.values) if gave_up else self._transport.send(packet)
            if failure is not None:
                self._complain(failure[0])
                self.recording.lost(*failure)
                gave_up = failure[0] if failure[0] in ("full", "failed") else None
        return failure is None

    def _complain(self, reason: str) -> None:
        """An Agent that is away is nothing unusual; an address that leads nowhere will never be right by itself."""
        if reason == "no_agent":
            complain(
                reason, f"no Agent at {self.settings.url}: metrics are lost, and counted, until there is", level="INFO"
            )
        elif reason == "failed":
            complain(reason, f"nothing can be sent to {self.settings.url}: metrics are lost, and counted")

    def _send_lost(self) -> None:
        """Says how much was lost, in a packet of its own: when that is lost too, the next flush says it again."""
        lost = self.recording.take_lost()
        for payload, _ in self._packets(lost):
            failure = self._transport.send(Packet(payload, 0))
            if failure is not None:
                self.recording.lost(*failure)
                for (_, (reason,)), number in lost.counts.items():
                    self.recording.lost(reason.removeprefix("reason:"), number)

    def _packets(self, points: Points) -> Iterator[Packet]:
        if self._origin is None:
            self._origin = fields(self.settings)
        return packets(points, self.settings.tags, self._transport.limit, self._origin)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is sent meanwhile; tests look at the recording."""
        with self._flushing:
            yield

    def keep(self, key: tuple[object, ...], made: object) -> None:
        """Has what was made for a feature be found again."""
        if self._thread is not None and len(self.made) < FEATURES:
            self.made[key] = made

    def configure(self, settings: Settings) -> None:
        self.recording.settings = settings
        self.recording.limits.most = settings.tag_limit
        self.made.clear()

    def before_fork(self) -> None:
        """A thread that a fork copies half is trouble (and a warning since Python 3.12), so there is none meanwhile."""
        self.stop(FORK_DEADLINE)

    def after_fork_in_parent(self) -> None:
        if self._is_wanted:
            self.start()

    def after_fork_in_child(self) -> None:
        """The child sends nothing of its parent's and has a socket and a thread of its own."""
        self._flushing, self._starting = threading.Lock(), threading.Lock()
        self.recording.forget()
        self._transport.close()
        self._transport = Transport(self.settings.url)
        self._process = Process(self._clock)
        # Another thread may have had one started since; in the child it does not run.
        self._thread = None
        self.made.clear()
        if self._is_wanted:
            self.start()
            _flush_at_end_of_multiprocessing(self)

    def at_exit(self) -> None:
        """Sends what is left, within the deadline."""
        self._is_over = True
        if not self.stop(DEADLINE):
            self.flush()

    def close(self) -> None:
        """Sends what is left and closes the socket."""
        self.at_exit()
        self._transport.close()


def _flush_at_end_of_multiprocessing(client: Client) -> None:
    """Children of multiprocessing leave by os._exit, past atexit, but run finalizers that were registered in them."""
    util = sys.modules.get("multiprocessing.util")
    if util is not None:
        util.register_after_fork(client, lambda client: util.Finalize(None, client.at_exit, exitpriority=0))


_client = Client(read_settings(os.environ))
if _client.settings.enabled:
    os.register_at_fork(
        before=_client.before_fork,
        after_in_parent=_client.after_fork_in_parent,
        after_in_child=_client.after_fork_in_child,
    )
    atexit.register(_client.at_exit)


def enabled() -> bool:
    """Whether anything is recorded; DOGWATCH_ENABLED=false says no."""
    return _client.settings.enabled


def calls(feature: str, within: float | None) -> Calls:
    """Where calls of the feature go in this process."""
    _client.start()
    bound = _client.settings.within.get(feature) if within is None else within
    return _client.recording.calls(feature, bound)


def interacted(feature: str, action: str, user: str | None) -> None:
    """Keeps an interaction until the next flush."""
    _client.start()
    _client.recording.interacted(feature, action, user)


def lost(reason: str) -> None:
    """Counts something that cannot be sent."""
    _client.recording.lost(reason, 1)


def process_client() -> Client:
    """The client that sends what this process records."""
    return _client


def configure(
    *,
    allow_tags: Iterable[str] | None = None,
    tag_limit: int | None = None,
    send_feature_to: Iterable[str] | None = None,
    accept_features: Iterable[str] | None = None,
    catalog: str | None = None,
) -> None:
    """Changes what is not in the environment, at any time; what is left out stays as it is.

    `allow_tags`: keys of tags that `tag` may send. `tag_limit`: how many combinations of tags a metric may have in this
    process (1,000 unless said otherwise); over that, values that vary become `other`, which is counted in
    `dogwatch.client.limited` and logged once. `send_feature_to`: hosts, such as "payments" or "*.shop.internal",
    to which requests say in their W3C baggage which feature they belong to; clients that are loaded by now do so.
    `accept_features`: the features that requests from other services may name, for the tag `feature.upstream`.
    `catalog`: a file that `dogwatch export` wrote, as DOGWATCH_CATALOG names one; features that are tracked from now on
    have its bounds, requests its routes, and its tags are allowed.
    """
    given: dict[str, Any] = {
        "allow_tags": _names(allow_tags),
        "tag_limit": tag_limit,
        "send_feature_to": _names(send_feature_to),
        "accept_features": _names(accept_features),
    }
    settings = _client.settings._replace(**{name: value for name, value in given.items() if value is not None})
    _client.configure(settings if catalog is None else _with_catalog(settings, catalog))
    if send_feature_to is not None and enabled():
        from .outgoing import patch_clients

        patch_clients()


def _with_catalog(settings: Settings, path: str) -> Settings:
    # Loaded by services that have a file; others do not pay for it.
    from .catalog_file import read_catalog

    known = read_catalog(path, os.environ.get("DD_SERVICE"))
    if known is None:
        return settings
    return settings._replace(
        within=known.within, cpu=known.cpu, routes=known.routes, allow_tags=settings.allow_tags | known.tags
    )


def _names(given: Iterable[str] | None) -> frozenset[str] | None:
    return None if given is None else frozenset(given)


def flush() -> None:
    """Sends now what was recorded up to now; the process does so every second and at its end by itself."""
    _client.flush()


if _client.settings.enabled and os.environ.get("DOGWATCH_CATALOG"):
    configure(catalog=os.environ["DOGWATCH_CATALOG"])
