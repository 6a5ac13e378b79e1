from __future__ import annotations

from pathlib import Path

from dogwatch.adopt import Built, Original, Taken, entries, modules, package_head
from dogwatch.declare import check, load

from .originals import composite, dashboard, monitor, slo


def built(folder: Path, *originals: Original, edit: tuple[str, str] = ("", "")) -> Built:
    """What the package of the originals declares, with a piece of its text replaced."""
    package = folder / "shop"
    package.mkdir()
    files = {"__init__": package_head("shop"), **modules(entries(originals, Taken()), "prod", {})}
    for name, text in files.items():
        (package / f"{name}.py").write_text(text.replace(*edit) if edit[0] else text, encoding="utf-8")
    declared = load(package)
    return Built.of(declared, check(declared, "prod"), originals)


def test_what_is_declared_is_what_was_read(tmp_path: Path) -> None:
    originals = [monitor(1, message="a\r\n"), composite(2, "1 && !9"), slo("s"), dashboard("d", {"type": "note"})]
    made = built(tmp_path, *originals)

    assert [made.unequal(each) for each in originals] == [[], [], [], []]
    assert made.resource(originals[1]).body["query"] == "1 && !9"


def test_every_field_that_differs_is_named(tmp_path: Path) -> None:
    original = monitor(1, message="m", tags=["a"])
    made = built(tmp_path, original, edit=('message="m",\n    options', 'message="n",\n    priority=1,\n    options'))

    assert made.unequal(original) == ["message", "priority"]


def test_what_nothing_declares_is_not_equal(tmp_path: Path) -> None:
    made = built(tmp_path, monitor(1))

    assert made.unequal(monitor(2)) == ("nothing declares it",)
