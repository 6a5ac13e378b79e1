"""What each way into dogwatch loads of other people's code: a service pays for nothing, a command for what it uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dogwatch.local.server import running
from tests.cli.command import environment, shop

TELL = """
import sys, sysconfig
at_start = set(sys.modules)
def tell():
    homes = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    installed = [name for name, module in sys.modules.items() if str(getattr(module, "__file__", "")).startswith(homes)]
    print(*{name.partition(".")[0] for name in installed if name not in at_start}, file=sys.stderr)
"""

SERVICE: dict[str, set[str]] = {
    "import dogwatch": set(),
    "import dogwatch.names": set(),
    "import dogwatch.values": set(),
    "import dogwatch.instrument": set(),
    "import dogwatch.query": set(),
    "import dogwatch.measure": {"numpy"},
    "import dogwatch.testing": set(),
    "from dogwatch.testing import spike": {"attr", "attrs", "numpy"},
    "import dogwatch.instrument.frameworks.request": set(),
    "import dogwatch.instrument.frameworks.wsgi, dogwatch.instrument.frameworks.asgi": set(),
    "import dogwatch.instrument.outgoing; dogwatch.instrument.outgoing.patch_clients()": set(),
    "from dogwatch.instrument import track; track('checkout')(print)": set(),
    "from dogwatch import Feature": {"attr", "attrs", "jinja2", "markupsafe"},
}
COMMANDS: dict[tuple[str, ...], set[str]] = {
    ("--help",): {"click"},
    ("--version",): {"click"},
    ("check",): {"attr", "attrs", "click", "jinja2", "markupsafe"},
    ("check", "--official"): {
        *("attr", "attrs", "click", "jinja2", "markupsafe", "urllib3"),
        *("datadog_api_client", "dateutil", "six", "typing_extensions"),
    },
    ("routes",): {"attr", "attrs", "click", "jinja2", "markupsafe"},
    ("test", "--help"): {"attr", "attrs", "click", "jinja2", "markupsafe"},
    ("export", "catalog.json"): {"attr", "attrs", "click", "jinja2", "markupsafe"},
    ("build", "--json"): {"attr", "attrs", "click", "jinja2", "markupsafe"},
    ("query", "avg:system.cpu.user{*}"): {"click"},
    ("docs",): {"attr", "attrs", "click", "jinja2", "markupsafe"},
    ("plan", "--local"): {"attr", "attrs", "click", "jinja2", "markupsafe", "urllib3"},
    ("drift", "--help"): {"click", "urllib3"},
    ("comment", "--help"): {"click"},
    ("apply", "--local", "--yes"): {"attr", "attrs", "click", "jinja2", "markupsafe", "urllib3"},
    ("import", "--all", "--local", "--out", "found"): {"attr", "attrs", "click", "jinja2", "markupsafe", "urllib3"},
    ("up", "--help"): {"click", "urllib3"},
    ("drill", "--list"): {"click", "urllib3"},
    ("preview", "--help"): {"click", "urllib3"},
    ("doctor", "--help"): {"attr", "attrs", "click", "jinja2", "markupsafe", "urllib3"},
}


def loaded(code: str, folder: Path, url: str | None = None) -> set[str]:
    """The packages that a new Python has loaded after running the code."""
    ended = subprocess.run(
        [sys.executable, "-c", f"{TELL}\n{code}\ntell()"],
        cwd=folder,
        env=environment(url),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ended.stderr.split())


@pytest.mark.parametrize("statement", SERVICE)
def test_an_import_loads(tmp_path: Path, statement: str) -> None:
    assert loaded(statement, tmp_path) == SERVICE[statement]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_loads(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code = f"""
sys.argv = ["dogwatch", *{arguments}]
from dogwatch.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
"""
    with running() as server:
        # With a runbook, since the check of a catalog without one says so where the modules are read from.
        folder = shop(tmp_path, "tier=1", 'tier=1, runbook="https://wiki.example.com/checkout"')
        assert loaded(code, folder, server.url) == COMMANDS[arguments]
