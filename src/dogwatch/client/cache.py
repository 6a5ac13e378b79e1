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

from dogwatch.client.target import Target

_FORM = "dogwatch cache 1"
_DIGEST = 64
_MOST_ORGANISATIONS = 16
_ORGANISATION = re.compile("organisation-[0-9a-f]{32}")
_UNFINISHED = ".new"
_HOUR = 3600.0

Complain = Callable[[str], None]


class Cache:
    """Objects by kind, id and the time of their last change, for one organisation and one pair of keys.

    An entry is a file of its own, which appears whole or not at all. It begins with the digest of what it is about and
    of what it holds, so that a damaged one, one of another object and one of an earlier time are all no entry. Whoever
    removes files or the folder, at any moment, loses nothing but time. May be used by many threads and processes at
    once. What keeps it from writing is told once, to `complain`, and stops nothing.
    """

    def __init__(self, folder: Path, complain: Complain) -> None:
        self._folder = folder
        self._complain = complain
        self._is_usable = True

    @classmethod
    def of(cls, home: Path, target: Target, complain: Complain) -> Cache:
        """The part of the cache in a folder that is of the organisation behind the keys of a target.

        Its name is a digest of address and keys, from which none of them can be had. Others who use the machine can
        neither read the folder nor write to it; where they could, everything in it is removed first.
        """
        digest = _digest(_FORM, target.url.rstrip("/"), target.api_key, target.app_key)[:32]
        cache = cls(home / f"organisation-{digest}", complain)
        cache._guarded(lambda: _prepare(home, cache._folder))
        return cache

    def get(self, kind: str, id: str, modified: str) -> bytes | None:
        """What was put under the same kind, id and time, if it is still there as it was."""
        if not self._is_usable:
            return None
        try:
            data = self._file(kind, id).read_bytes()
        except OSError:  # most often there is none; whatever else it is, the object can be read from Datadog
            return None
        head, body = data[:_DIGEST], data[_DIGEST:]
        return body if head == _head(kind, id, modified, body) else None

    def put(self, kind: str, id: str, modified: str, body: bytes) -> None:
        """Keeps the object for later runs, in the place of what was known of it before."""
        self._guarded(lambda: self._write(self._file(kind, id), _head(kind, id, modified, body) + body))

    def keep_only(self, kind: str, ids: Iterable[str]) -> None:
        """Removes what is known of other objects of the kind; `ids` are all that there are."""
        self._guarded(lambda: self._remove_others(kind, {self._file(kind, id).name for id in ids}))

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

    def _file(self, kind: str, id: str) -> Path:
        return self._folder / f"{kind}-{_digest(id)[:32]}"

    def _write(self, file: Path, data: bytes) -> None:
        new = file.with_name(f"{file.name}-{os.getpid()}-{threading.get_ident()}{_UNFINISHED}")
        try:
            descriptor = _created(new)
        except FileNotFoundError:  # somebody has removed the folder meanwhile
            _make(self._folder)
            descriptor = _created(new)
        with os.fdopen(descriptor, "wb") as writing:
            writing.write(data)
        new.replace(file)

    def _remove_others(self, kind: str, names: set[str]) -> None:
        now = time.time()
        with os.scandir(self._folder) as entries:
            for entry in entries:
                is_left = entry.name.endswith(_UNFINISHED) and _changed(Path(entry.path)) < now - _HOUR
                is_other = entry.name.startswith(f"{kind}-") and not entry.name.endswith(_UNFINISHED)
                if is_left or (is_other and entry.name not in names):
                    Path(entry.path).unlink(missing_ok=True)


def _digest(*texts: str) -> str:
    return sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def _head(kind: str, id: str, modified: str, body: bytes) -> bytes:
    return sha256(f"{_FORM}\n{kind}\n{id}\n{modified}\n".encode("utf-8", "surrogatepass") + body).hexdigest().encode()


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
    seen = sorted(filter(_is_ours, home.iterdir()), key=_changed, reverse=True)
    for old in seen[_MOST_ORGANISATIONS:]:
        shutil.rmtree(old, ignore_errors=True)  # another run may be removing it as well


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
