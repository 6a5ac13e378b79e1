"""What is wrong with old names, and what they no longer say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dogwatch.declare.catalog import Catalog
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.setting import Setting
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.names import is_name


def old_name_mistakes(subject: str, thing: Catalog | Feature) -> Iterator[Mistake]:
    """The old name of a catalog or a feature could have been one."""
    if thing.formerly is not None and not _is_path(thing.formerly, 1):
        yield _mistake(subject, thing, f"{thing.formerly!r} was no name", "write the old name, as in 'checkout'")


def old_path_mistakes(subject: str, thing: Declaration) -> Iterator[Mistake]:
    """The old path of a declaration could have been one."""
    if thing.formerly is not None and not _is_path(thing.formerly, 2):
        remedy = "write its feature and its name, as in 'checkout/slow', or its name alone if it was of no feature"
        yield _mistake(subject, thing, f"{thing.formerly!r} was no path", remedy)


def rename_mistakes(things: Sequence[Declaration], setting: Setting) -> Iterator[Mistake]:
    """Old keys that are still declared, or that two declarations say they had."""
    now = {(thing.kind, setting.key_of(thing)): thing for thing in things}
    first: dict[tuple[str, str], Declaration] = {}
    for thing in things:
        old = setting.former_key_of(thing)
        if old is None:
            continue
        subject = f"{thing.kind} {setting.key_of(thing)}"
        if (thing.kind, old) in now:
            seen = f"{old} is still declared in {now[thing.kind, old].place}"
            yield _mistake(subject, thing, seen, "an object has one key: keep one of them, or take formerly= out")
        elif first.setdefault((thing.kind, old), thing) is not thing:
            seen = f"{setting.key_of(first[thing.kind, old])} says that it was {old} as well"
            yield _mistake(subject, thing, seen, "one object becomes one: say it of one of them")


def idle_renames(setting: Setting, features: Iterable[Feature], things: Iterable[Declaration]) -> Iterator[Mistake]:
    """Old names that are those of today."""
    if setting.catalog.formerly == setting.catalog.name:
        yield _idle(f"catalog {setting.catalog.name}", setting.catalog)
    for feature in features:
        if feature.formerly == feature.name:
            yield _idle(f"feature {feature.name}", feature)
    for thing in things:
        if thing.formerly == thing.path and setting.former_key_of(thing) is None:
            yield _idle(f"{thing.kind} {setting.key_of(thing)}", thing)


def _idle(subject: str, thing: Catalog | Feature | Declaration) -> Mistake:
    return _mistake(subject, thing, f"{thing.formerly!r} is what it is called now: it renames nothing", "take it out")


def _mistake(subject: str, thing: Catalog | Feature | Declaration, seen: str, remedy: str) -> Mistake:
    return Mistake(argument_place(thing.place, "formerly"), f"{subject}: formerly", seen, remedy)


def _is_path(written: object, most: int) -> bool:
    if not isinstance(written, str):
        return False
    parts = written.split("/")
    return len(parts) <= most and all(map(is_name, parts))
