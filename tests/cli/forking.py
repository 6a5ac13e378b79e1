"""A process that has loaded dogwatch and waits: it forks one for each command, which then begins where loading ends.

A command of its own takes most of its time to start Python and to import. What is forked is a process as well: with its
own folder, variables, descriptors, signals and end. `command.py` talks to it, over a socket: a line of JSON with the
descriptors 0, 1 and 2 beside it; the answer is a line with the process id, and one with the exit code at the end.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any


def load() -> None:
    import dogwatch.cli

    program = dogwatch.cli.main
    for module in walk_packages(dogwatch.cli.__path__, "dogwatch.cli."):
        import_module(module.name)
    dogwatch.cli.main = program  # the module of that name has taken its place
    gc.freeze()


def asked(listener: socket.socket) -> tuple[socket.socket, dict[str, Any], list[int]]:
    """What somebody asks for: the connection to answer on, the command, and its descriptors."""
    connection, _ = listener.accept()
    text, descriptors, _, _ = socket.recv_fds(connection, 1 << 16, 3)
    while not text.endswith(b"\n"):  # the text comes in pieces; the descriptors with the first
        text += connection.recv(1 << 16)
    return connection, json.loads(text), descriptors


def ended() -> Iterator[tuple[int, int]]:
    """The children that have ended since: process id, and exit code as `subprocess` has it."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        yield pid, os.waitstatus_to_exitcode(status)


def serve(listener: socket.socket) -> dict[str, Any]:
    """Forks what is asked for until nobody holds our standard input any more; returns in each child, its command."""
    woken, waking = socket.socketpair()
    woken.setblocking(False)
    waking.setblocking(False)
    signal.set_wakeup_fd(waking.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connections: dict[int, socket.socket] = {}
    with selectors.DefaultSelector() as selector:
        for each in (listener, woken, sys.stdin):
            selector.register(each, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if sys.stdin in ready:
                sys.exit()
            if woken in ready:
                woken.recv(1 << 12)
                for pid, code in ended():
                    with connections.pop(pid) as connection:
                        connection.sendall(b"%d\n" % code)
            if listener in ready:
                connection, command, descriptors = asked(listener)
                if not (pid := os.fork()):
                    break
                connection.sendall(b"%d\n" % pid)
                connections[pid] = connection
                for descriptor in descriptors:
                    os.close(descriptor)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for each in (listener, woken, waking, connection, *connections.values()):
        each.close()
    for place, descriptor in enumerate(descriptors):
        os.dup2(descriptor, place)
        os.close(descriptor)
    return command


def become(command: dict[str, Any]) -> None:
    os.chdir(command["folder"])
    os.environ.clear()
    os.environ.update(command["environment"])
    time.tzset()
    sys.path.insert(0, command["folder"])
    module, *sys.argv[1:] = command["arguments"]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file
    load()
    become(serve(socket.socket(fileno=int(sys.argv[1]))))
