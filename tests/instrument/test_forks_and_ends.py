"""Processes that fork, and processes that end: nothing is sent twice, and what is left at the end is sent."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dogwatch.instrument.client import Client
from dogwatch.instrument.settings import read_settings
from tests.instrument.programs import CALLS, arrived, service, surroundings
from tests.instrument.sink import sink


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("sys.exit(3)", 3),
        ("raise LookupError('the end')", 1),
        ("os.kill(os.getpid(), signal.SIGINT); time.sleep(9)", 1),
        ("threading.Thread(target=lambda: time.sleep(9), daemon=True).start()", 0),
        ("with track('checkout', within=10): sys.exit(0)", 0),
    ],
)
def test_calls_arrive_however_the_program_ends(tmp_path: Path, end: str, code: int) -> None:
    with sink("unixgram", tmp_path) as taking:
        program = f"{CALLS}\nimport os, signal, time\nseveral(range(1000))\n{end}"
        command = [sys.executable, "-W", "error", "-c", program]
        ended = subprocess.run(command, env=surroundings(taking.url), capture_output=True, timeout=60, check=False)
        taking.arrived(lambda: len(taking.all_values("feature.duration")) >= 1000)
    assert ended.returncode == code
    assert taking.count("feature.hits", outcome="ok") == 900
    # A block that the program leaves by its end has not gone well.
    assert taking.count("feature.hits", outcome="error", error_type="systemexit") == end.startswith("with")


def test_children_that_were_forked_send_their_own_calls_only(tmp_path: Path) -> None:
    code = f"""{CALLS}
import os
several(range(100))
for child in range(3):
    if os.fork() == 0:
        several(range(200))
        sys.exit()
for child in range(3):
    os.wait()
several(range(300))
"""
    with sink("unixgram", tmp_path) as taking:
        service(code, taking.url)
        arrived(taking, 100 + 3 * 200 + 300)


def test_a_fork_in_the_middle_of_other_threads_calls_harms_nobody(tmp_path: Path) -> None:
    code = f"""{CALLS}
import os, warnings
warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks beside threads
over = False
def work():
    while not over:
        several(range(20))
        with track("worker"): interaction("look", feature=f"made-{{os.getpid()}}")
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for _ in range(8):
    if os.fork() == 0:
        for _ in range(100):
            with track("child"): interaction("play")
        sys.exit()
ended = [os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(8)]
over = True
for thread in threads: thread.join()
assert ended == [0] * 8, ended
"""
    with sink("unixgram", tmp_path) as taking:
        service(code, taking.url)
        taking.arrived(lambda: taking.count("feature.interactions", feature="child") >= 800)
        taking.arrived(lambda: len(taking.all_values("feature.duration", feature="child")) >= 800)
    assert taking.count("feature.hits", feature="child", outcome="ok") == 800
    assert taking.count("feature.interactions", feature="child") == 800


def test_children_of_multiprocessing_send_before_they_leave(tmp_path: Path) -> None:
    code = f"""{CALLS}
import multiprocessing
several(range(100))
fork = multiprocessing.get_context("fork")
children = [fork.Process(target=several, args=(range(200),)) for _ in range(3)]
for child in children: child.start()
for child in children: child.join()
assert threading.active_count() == 2
"""
    with sink("unixgram", tmp_path) as taking:
        service(code, taking.url)
        arrived(taking, 100 + 3 * 200)


def test_workers_of_gunicorn_send_their_calls(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(f"""{CALLS}
def app(environ, start_response):
    several(range(100))
    start_response("200 OK", [])
    return [b"ok"]
""")
    with sink("unixgram", tmp_path) as taking:
        workers = [sys.executable, "-m", "gunicorn", "--preload", "-w", "3", "-b", "unix:web.sock", "shop:app"]
        with subprocess.Popen(workers, cwd=tmp_path, env=surroundings(taking.url), stderr=subprocess.PIPE) as running:
            for _ in range(20):
                assert answer(tmp_path / "web.sock").endswith(b"ok")
            running.terminate()
            said = running.communicate()[1]
        arrived(taking, 2000)
    assert b"rror" not in said


def answer(address: Path) -> bytes:
    """What a web server says, asked as soon as it is there."""
    end = time.monotonic() + 30
    while True:
        with socket.socket(socket.AF_UNIX) as asking:
            try:
                asking.connect(str(address))
            except OSError:
                assert time.monotonic() < end
                time.sleep(0.02)
                continue
            asking.sendall(b"GET / HTTP/1.0\r\n\r\n")
            return b"".join(iter(lambda: asking.recv(4096), b""))


def test_the_thread_keeps_no_process_alive_and_a_fork_finds_it_stopped() -> None:
    code = f"""{CALLS}
import os
assert [thread.daemon for thread in threading.enumerate()] == [False, True]
if os.fork() == 0:
    assert threading.active_count() == 2
    os._exit(0)
assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
assert threading.active_count() == 2
"""
    service(code, "udp://127.0.0.1:1")


def test_two_threads_that_fork_at_once_leave_the_thread_running() -> None:
    client = Client(read_settings({"DD_DOGSTATSD_URL": "udp://127.0.0.1:1"}))
    client.start()
    client.before_fork()
    client.before_fork()
    assert client._thread is None
    client.after_fork_in_parent()
    client.after_fork_in_parent()
    assert client._thread is not None
    assert client._thread.is_alive()
    client.close()
