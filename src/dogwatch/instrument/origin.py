"""Where metrics come from, for the Agent to add the tags of the container: fields of DogStatsD 1.2 to 1.6.

What is found where is the rule of Datadog's clients (datadogpy: dogstatsd/container.py; datadog-go:
statsd/container_linux.go, statsd/external_env.go). The Agent heeds these fields where its
`dogstatsd_origin_detection_client` is on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from .settings import Settings

# The host's own cgroup namespace has this number on every Linux (include/linux/proc_ns.h).
_OF_THE_HOST = 0xEFFFFFFB
# A container of Docker, containerd or CRI-O; a task of ECS; one of Cloud Foundry or Fargate.
_ID = r"([0-9a-f]{64}|[0-9a-f]{32}-\d+|[0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})(?:\.scope)?"
# Inodes up to this one are no group's: none, bad blocks, the root of a file system.
_NO_GROUP = 2


def fields(settings: Settings, proc: str = "/proc", groups: str = "/sys/fs/cgroup") -> str:
    """What every line ends with: the container, data of the admission controller, how many tags are wanted of both."""
    named = {"card": settings.cardinality}
    if settings.detects_origin:
        named = {"c": container(proc, groups), "e": settings.external_data, **named}
    return "".join(f"|{name}:{value}" for name, value in named.items() if value)


def container(proc: str = "/proc", groups: str = "/sys/fs/cgroup") -> str:
    """The container of this process, `ci-` and its id or `in-` and the inode of its group; empty when there is none."""
    try:
        if os.stat(f"{proc}/self/ns/cgroup").st_ino == _OF_THE_HOST:  # noqa: PTH116 - `pathlib` takes long to load
            return next((f"ci-{found[1]}" for *_, path in _groups(proc) if (found := _in(path))), "")
        return _inode({controller: path for _, controller, path in _groups(proc)}, groups)
    except OSError:  # no Linux, or nothing that may be read: there is no container to speak of
        return ""


def _groups(proc: str) -> Iterator[list[str]]:
    """The process's control groups: number, controllers and path of each."""
    with open(f"{proc}/self/cgroup", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
        for line in file:
            parts = line.strip().split(":", 2)
            if len(parts) == 3:
                yield parts


def _in(path: str) -> re.Match[str] | None:
    return re.fullmatch(rf".*?{_ID}", path.rpartition("/")[2])


def _inode(paths: dict[str, str], groups: str) -> str:
    """The inode of the group of version 1, by its controller of memory, or of version 2, which has one for all."""
    for controller in ("memory", ""):
        if controller in paths:
            inode = os.stat(os.path.join(groups, controller, paths[controller].strip("/"))).st_ino  # noqa: PTH116, PTH118
            if inode > _NO_GROUP:
                return f"in-{inode}"
    return ""
