"""Whether the sample shop, which is in no wheel, can open here."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

FOLDER: Final = Path("examples", "shop")
_NEEDED: Final = ("datadog", "ddtrace", "fastapi", "flask", "gunicorn", "httpx", "uvicorn")


def missing() -> str:
    """Why it cannot open; "" if it can."""
    absent = [name for name in _NEEDED if find_spec(name) is None]
    if not FOLDER.is_dir():
        return "is not here"
    return f"needs {', '.join(absent)}" if absent else ""
