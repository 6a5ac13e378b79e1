"""Whole objects as earlier runs read them, on disk: what a list does not show need not be read again and again."""

from __future__ import annotations

import os
import re
import shutil
import stat
import threading
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from dogwatch.client.entries import Entries, Entry
from dogwatch.client.target import Target

_FORM = "dogwatch cache 2"
_MOST_ORGANISATIONS = 16
_ORGANISATION = re.compile("organisation-[0-9a-f]{32}")
_UNFINISHED = ".new"
_HOUR = 3600.0

Complain = Callable[[str], None]


class Cache:
    """Objects by kind, id and the time of their last change, for one organisation and one pair of keys.

    Those of a kind are a file, which appears whole or not at all: a thousand files would take longer to write than
    their objects take to be read. Each has the digest of what it is about and of what it holds, so that a damaged one,
    one of another object and one of an earlier time are all none. Whoever removes the file or the folder, at any
    moment, loses nothing but time; so does one of two runs that write at once. May be used by many threads and
    processes. What keeps it from writing is told once, to `complain`, and stops nothing.
    """

    def __init__(self, folder: Path, complain: Complain) -> None:
        self._folder = folder
        self._complain = complain
        self._is_usable = True
        self._opening = threading.Lock()
        self._there: dict[str, Entries] = {}
        self._new: dict[tuple[str, str], tuple[str, bytes]] = {}

    @classmethod
    def of(cls, home: Path, target: Target, complain: Complain) -> Cache:
        """The part of the cache in a folder that is of the organisation behind the keys of a target.

        Its name is a digest of address and keys, from which none of them can be had. Others who use the machine can
        neither read the folder nor write to it; where they could, everything in it is removed first.
        """
        digest = sha256("\n".join((_FORM, target.url.rstrip("/"), target.api_key, target.app_key)).encode()).hexdigest()
        cache = cls(home / f"organisation-{digest[:32]}", complain)
        cache._guarded(lambda: _prepare(home, cache._folder))
        return cache

    def get(self, kind: str, id: str, modified: str) -> bytes | None:
        """What was put under the same kind, id and time, if it is still there as it was."""
        if (new := self._new.get((kind, id))) is not None:
            return new[1] if new[0] == modified else None
        return self._entries(kind).get(id, modified) if self._is_usable else None

    def put(self, kind: str, id: str, modified: str, body: bytes) -> None:
        """Has the object for later runs, in the place of what was known of it before, once it is kept."""
        self._new[kind, id] = (modified, body)

    def keep(self, kind: str) -> None:
        """Writes what was put of a kind since."""
        self._guarded(lambda: self._write(kind, lambda id: True))

    def keep_only(self, kind: str, ids: Iterable[str]) -> None:
        """The same, and forgets other objects of the kind; `ids` are all that there are."""
        there = set(ids)
        self._guarded(lambda: self._write(kind, there.__contains__))

    def _guarded(self, act: Callable[[], None]) -> None:
        if not self._is_usable:
            return
        try:
            act()
        except OSError as error:
            self._is_usable = False
            self._complain(
                f"nothing is kept in {self._folder.parent} ({error.strerror or error}), so that each run reads every "
                "dashboard anew; --cache names another folder, --no-cache does without"
            )

    def _entries(self, kind: str) -> Entries:
        with self._opening:
            if kind not in self._there:
                self._there[kind] = Entries(kind, self._file(kind))
            return self._there[kind]

    def _file(self, kind: str) -> Path:
        return self._folder / kind

    def _write(self, kind: str, is_kept: Callable[[str], bool]) -> None:
        """Puts the new objects beside those that are in the file now, which another run may have written meanwhile."""
        new = {id: self._new.pop((each, id)) for each, id in list(self._new) if each == kind}
        there = Entries(kind, self._file(kind))
        with self._opening:
            self._there.pop(kind, None)
        kept = [entry for entry in there if entry.id not in new and is_kept(entry.id)]
        kept += [Entry.of(kind, id, *each) for id, each in new.items() if is_kept(id)]
        if new or len(kept) < len(there):
            self._replace(self._file(kind), Entries.written(kind, kept))

    def _replace(self, file: Path, parts: Iterable[bytes]) -> None:
        new = file.with_name(f"{file.name}-{os.getpid()}-{threading.get_ident()}{_UNFINISHED}")
        try:
            descriptor = _created(new)
        except FileNotFoundError:  # somebody has removed the folder meanwhile
            _make(self._folder)
            descriptor = _created(new)
        with os.fdopen(descriptor, "wb") as writing:
            writing.writelines(parts)
        new.replace(file)


def _created(file: Path) -> int:
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _prepare(home: Path, folder: Path) -> None:
    """Makes the folder, so that nobody else can use it, and removes those of organisations not seen for longest.

    `home` may be a folder that holds other things too, which are nobody's business here.
    """
    _make(home)
    _make(folder)
    about = folder.stat()
    if about.st_uid != os.getuid():
        raise PermissionError(0, "the folder of this organisation belongs to somebody else")
    if about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):  # whatever is in there may be anybody's
        shutil.rmtree(folder)
        _make(folder)
    os.utime(folder)
    _remove_unfinished(folder)
    seen = sorted(filter(_is_ours, home.iterdir()), key=_changed, reverse=True)
    for old in seen[_MOST_ORGANISATIONS:]:
        shutil.rmtree(old, ignore_errors=True)  # another run may be removing it as well


def _remove_unfinished(folder: Path) -> None:
    """Removes what runs that were killed have left behind; what is younger is being written."""
    for file in folder.glob(f"*{_UNFINISHED}"):
        if _changed(file) < time.time() - _HOUR:
            file.unlink(missing_ok=True)


def _is_ours(folder: Path) -> bool:
    return _ORGANISATION.fullmatch(folder.name) is not None


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _changed(path: Path) -> float:
    """When it was changed last; now, if another run has just removed or finished it."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()
