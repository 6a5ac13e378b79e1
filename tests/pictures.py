"""Draws the pictures of the README, docs/pictures/: `make pictures`.

The page of a feature as `preview` draws it, its first sections; what `dogwatch test` prints of a test that fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dogwatch import draw
from dogwatch.cli.catalogs import load_catalog
from dogwatch.cli.invented import Known, made_up_page
from dogwatch.draw import Markup, MonitorState, element
from dogwatch.kinds import DASHBOARD, MONITOR, Resource

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
# The moment at which the pictures of docs/catalog/ are drawn too.
NOW = 1_767_614_400
ORIGIN = "The values are made up: they show what the dashboard looks like, and nothing that was measured."
SECTIONS = 3
WARNS = "latency-p95"

TEST = """
from dogwatch.testing import lognormal, times
from features import catalog, checkout


def test_slow_checkout_is_told(simulate):
    sim = simulate(catalog, start="2026-01-05T09:00Z", env="prod")
    shop = sim.load(checkout, rate="20/s", latency=lognormal(p50="120ms", p99="350ms"), errors="0.02%")
    sim.run("30m").expect_quiet()
    shop.degrade(latency=times(1.4))
    sim.run("15m").expect_alert("checkout/latency-p95", within="6m", since=shop.changed)
"""
_COPIED = ("features.py", "monitors", "dashboards_py", "sync", "docs/runbooks")
_BEGINS, _ENDS = "dogwatch.testing.run.Unmet: ", "drawn with seed="
_COLUMNS, _SIZE, _LINE = 118, 13, 19
_COLOURS = {"ok": "#4ecb86", "warning": "#f0b04a", "error": "#ff7a85", "faint": "#9aa8b7", "ink": "#e6ebf1"}


def feature() -> str:
    """The upper sections of the page of the checkout."""
    loaded = load_catalog(ROOT / "features.py", "prod")
    [body] = [each.body for each in loaded.resources if (each.kind, each.key) == (DASHBOARD.name, "shop/checkout/page")]
    upper = {**body, "widgets": body["widgets"][:SECTIONS]}
    states = states_of_monitors(loaded.resources, "shop/checkout/")
    known = Known.of(loaded.resources)
    return draw.picture(made_up_page(upper, known, NOW, "15m", origin=ORIGIN, monitors=lambda search: states)).text


def states_of_monitors(resources: Iterable[Resource], below: str) -> list[MonitorState]:
    """Those of a feature that is well, with one thing to look at; of monitors that tell somebody, as its page asks."""
    found = (each for each in resources if each.kind == MONITOR.name and each.key.startswith(below))
    return [
        MonitorState(
            None,
            each.body["name"],
            "Warn" if each.key == f"{below}{WARNS}" else "OK",
            NOW - 720,
            each.body.get("priority"),
        )
        for each in found
        if "tells:nobody" not in each.body["tags"]
    ]


def failing() -> str:
    """What a terminal shows of a test that fails."""
    return terminal(["$ dogwatch test alert_tests/test_checkout.py", *said_by(TEST)])


def said_by(test: str) -> list[str]:
    """What `dogwatch test` prints of why a test of the root catalog fails: all but what pytest frames it with."""
    with tempfile.TemporaryDirectory(prefix="dogwatch-pictures-") as made:
        folder = Path(made)
        for name in _COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, folder / name)
        (folder / "alert_tests").mkdir()
        (folder / "alert_tests" / "test_checkout.py").write_text(test, encoding="utf-8")
        arguments = [sys.executable, "-m", "dogwatch", "test", "alert_tests/test_checkout.py"]
        ended = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    lines = [line[1:].removeprefix("   ") for line in ended.stdout.splitlines() if re.match("E( |$)", line)]
    first = next((at for at, line in enumerate(lines) if line.startswith(_BEGINS)), None)
    last = next((at for at, line in enumerate(lines) if line.startswith(_ENDS)), None)
    if ended.returncode != 1 or first is None or last is None:
        raise SystemExit(f"the test did not fail as it should:\n{ended.stdout}{ended.stderr}")
    lines[first] = lines[first].removeprefix(_BEGINS)
    return lines[first : last - 1]


def terminal(lines: Iterable[str]) -> str:
    """Lines as a dark terminal shows them, as SVG; those that are too long are cut."""
    cut = [line if len(line) <= _COLUMNS else f"{line[: _COLUMNS - 1]}…" for line in lines]
    width, height = round(_COLUMNS * _SIZE * 0.61) + 40, len(cut) * _LINE + 34
    style = "".join(f".{name} {{ fill: {colour}; }} " for name, colour in _COLOURS.items())
    texts = [
        element("text", *_coloured(line), x=20, y=30 + _LINE * number, xml_space="preserve")
        for number, line in enumerate(cut)
        if line.strip()
    ]
    svg = element(
        "svg",
        element("title", "dogwatch test shows why a test of an alert fails"),
        element("style", Markup(style)),
        element("rect", width=width, height=height, rx=8, fill="#10151c"),
        element(
            "g",
            *texts,
            font_family='ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace',
            font_size=_SIZE,
        ),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
    return f"{svg.replace('xml-space=', 'xml:space=')}\n"


def _coloured(line: str) -> list[Markup]:
    """The parts of a line with their colours: states by what they are, the rest by where it stands."""
    if re.match(r" +state ", line):
        return [element("tspan", part, class_=_of_state(part)) for part in re.findall(r"AA+|ww+|(?:(?!AA|ww).)+", line)]
    rest = "error" if " did not " in line else "ink" if line.startswith(("$", "checkout", "told")) else "faint"
    return [element("tspan", line, class_=rest)]


def _of_state(part: str) -> str:
    return {"AA": "error", "ww": "warning"}.get(part[:2], "faint")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, made in (("feature.svg", feature()), ("failing-test.svg", failing())):
        (FOLDER / name).write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
