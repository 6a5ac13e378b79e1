"""Pictures as PNG, by the Chromium of this machine: it opens one file, and asks no host."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from dogwatch.errors import UsageError

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Chromium draws nothing that is higher.
_HIGHEST = 16_000
_SECONDS = 120
_QUIET = (
    *("--headless", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    # Whatever it would ask has no address.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
# What a program needs to run; of keys it learns nothing.
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "FONTCONFIG_PATH")


def browser() -> str | None:
    """The program on the path that can make pictures, if there is one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def chromium() -> str:
    """The same; UsageError where there is none."""
    found = browser()
    if found is None:
        raise UsageError(
            f"no browser is here to make a PNG: none of {', '.join(BROWSERS)} is on the path; "
            "install Chromium, or write --svg FILE, which needs none"
        )
    return found


def photographed(svg: str, width: int, height: int, program: str) -> bytes:
    """A picture of so many pixels as PNG. UsageError when it is too high, or when the browser makes none."""
    if height > _HIGHEST:
        raise UsageError(f"the picture is {height} pixels high, and a PNG can have {_HIGHEST}; write --svg FILE")
    with tempfile.TemporaryDirectory(prefix="dogwatch-picture-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        page, picture = folder / "page.svg", folder / "page.png"
        page.write_text(svg, encoding="utf-8")
        # A sandbox is refused to root, who has to do without.
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        options = [
            f"--user-data-dir={folder / 'profile'}",
            f"--screenshot={picture}",
            f"--window-size={width},{height}",
        ]
        environ = {name: os.environ[name] for name in _KEPT if name in os.environ} | {"HOME": str(folder)}
        try:
            ended = subprocess.run(
                [program, *_QUIET, *sandbox, *options, page.as_uri()],
                env=environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UsageError(f"{program} made no PNG: {error}") from None
        if ended.returncode or not picture.is_file():
            said = ended.stderr.strip().rpartition("\n")[2] or f"it ended with {ended.returncode}"
            raise UsageError(f"{program} made no PNG: {said}")
        return picture.read_bytes()


def write(file: Path, content: bytes) -> None:
    """Writes a file; UsageError where that cannot be."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
