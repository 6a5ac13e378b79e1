"""A sheet of alert tests: what a file in YAML says, every key of it known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import yaml  # type: ignore[import-untyped]  # it brings no types

from dogwatch.errors import UsageError
from dogwatch.nearest import nearest

_SHEET: Final = ("catalog", "env", "start", "tests")
_TEST: Final = ("name", "env", "start", "only", "load", "series", "steps")
_HAPPENING: Final = ("checks", "logs", "events")
_STEP: Final = ("degrade", "deploy", "recover", "stop", "lose", "delay", "series", *_HAPPENING, "run", "expect")
_CHECK: Final = ("says", "every", "message")
# What is known of logs and events beside their attributes.
_RECORD: Final = {"message": str, "title": str, "text": str, "index": str, "every": str, "times": int, "tags": list}
_KINDS: Final = {str: "text", int: "whole number", list: "list"}
_OF_A_STATE: Final = ("within", "tells", "group", "says")
# What can be expected, and what may stand beside it.
EXPECTED: Final = {
    "alert": _OF_A_STATE,
    "warn": _OF_A_STATE,
    "no data": _OF_A_STATE,
    "unknown": _OF_A_STATE,
    "recovery": _OF_A_STATE,
    "held": (),
    "reminder": (),
    "quiet": ("but", "warnings", "no_data"),
}


@attrs.frozen
class Step:
    """What changes, for how long it goes on, and what is expected of that."""

    where: str
    changes: Mapping[str, Any]
    run: str
    expects: tuple[Mapping[str, Any], ...]


@attrs.frozen
class Sheet:
    """A test: the loads and series that it begins with, and its steps."""

    name: str
    where: str
    catalog: Path
    settings: Mapping[str, Any]
    load: Mapping[str, Mapping[str, Any]]
    series: Mapping[str, str]
    steps: tuple[Step, ...]


def read_sheet(file: Path) -> list[Sheet]:
    """The tests of a file; UsageError with the place of whatever is wrong in it."""
    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{file}: {error}") from None
    whole = _known(said, _SHEET, str(file))
    catalog = file.parent / str(whole.get("catalog", "../features.py"))
    tests = _list(whole.get("tests"), f"{file}: tests")
    return [_test(each, whole, catalog, f"{file}: test {number}") for number, each in enumerate(tests, 1)]


def _test(said: Any, whole: Mapping[str, Any], catalog: Path, where: str) -> Sheet:
    test = _known(said, _TEST, where)
    if not isinstance(test.get("name"), str):
        raise UsageError(f"{where} has no name; write one, as in name: slow checkout pages payments")
    named = f"{where} ({test['name']})"
    every = {**whole, **test}
    listed = _list(test.get("steps"), f"{named}: steps")
    steps = tuple(_step(each, f"{named}: step {number}") for number, each in enumerate(listed, 1))
    if not any(step.expects for step in steps):
        raise UsageError(f"{named} expects nothing; write steps: [{{run: 15m, expect: quiet}}]")
    settings: dict[str, Any] = {key: _text(every[key]) for key in ("env", "start") if key in every}
    if "only" in test:
        settings["only"] = test["only"]
    return Sheet(
        test["name"],
        named,
        catalog,
        settings,
        {name: _mapping(of, f"{named}: load {name}") for name, of in _mapping(test.get("load"), named).items()},
        {name: str(values) for name, values in _mapping(test.get("series"), named).items()},
        steps,
    )


def _step(said: Any, where: str) -> Step:
    step = _known(said, _STEP, where)
    if "run" not in step:
        raise UsageError(f"{where} does not run; write for how long, as in run: 15m")
    expected = step.get("expect") or ()
    several = expected if isinstance(expected, list) else [expected] if expected else []
    changes = {key: value for key, value in step.items() if key not in ("run", "expect")}
    changes |= {key: _happening(key, step[key], f"{where}: {key}") for key in _HAPPENING if key in step}
    return Step(where, changes, str(step["run"]), tuple(_expected(each, where) for each in several))


def _happening(kind: str, said: Any, where: str) -> Any:
    """What checks say by their names, or a list of logs or of events."""
    if kind == "checks":
        every = {name: {"says": of} if isinstance(of, str) else of for name, of in _mapping(said, where).items()}
        return {name: _with(_known(of, _CHECK, f"{where} {name}"), "says", where) for name, of in every.items()}
    several = [_record(each, where) for each in (said if isinstance(said, list) else [said])]
    return several if kind == "logs" else [_with(each, "title", where) for each in several]


def _record(said: Any, where: str) -> Mapping[str, Any]:
    """A log or an event: what is known of it is as it has to be, all else are attributes, whose names are texts."""
    record = {str(name): value for name, value in _mapping(said, where).items()}
    for name, value in record.items():
        kind = _RECORD.get(name, object)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise UsageError(f"{where}: {name}: {value!r} is no {_KINDS[kind]}")
    return record


def _with(said: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    if not isinstance(said.get(key), str):
        raise UsageError(f"{where}: {dict(said)!r} has no {key}; write one, as a text")
    return said


def _expected(said: Any, where: str) -> Mapping[str, Any]:
    """`quiet`, or a mapping such as {alert: checkout/errors, within: 6m}."""
    if said == "quiet":
        return {"quiet": None}
    conditions = {name: None for several in EXPECTED.values() for name in several}
    expected = _known(said, (*EXPECTED, *conditions), f"{where}: expect")
    kinds = [key for key in EXPECTED if key in expected]
    if len(kinds) != 1:
        raise UsageError(f"{where}: expect says none or several of {', '.join(EXPECTED)}; write one in each")
    return _known(expected, (*kinds, *EXPECTED[kinds[0]]), f"{where}: expect {kinds[0]}")


def _known(said: Any, known: Iterable[str], where: str) -> Mapping[str, Any]:
    found = _mapping(said, where)
    for key in found:
        if key not in known:
            meant = nearest(str(key), known)
            help = f"did you mean {meant!r}?" if meant else f"it has {', '.join(known)}"
            raise UsageError(f"{where}: there is no {key!r}; {help}")
    return found


def _list(said: Any, where: str) -> Sequence[Any]:
    if said is None:
        return ()
    if not isinstance(said, list):
        raise UsageError(f"{where}: {said!r} is no list; write each behind a dash")
    return said


def _mapping(said: Any, where: str) -> Mapping[str, Any]:
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise UsageError(f"{where}: {said!r} is no mapping; write keys and values")
    return said


def _text(value: Any) -> str:
    # YAML reads moments as such.
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
