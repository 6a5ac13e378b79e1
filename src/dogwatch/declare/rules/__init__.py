"""What holds for every declaration: its name, who answers for it, its tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from dogwatch.declare.source import argument_place
from dogwatch.declare.team import Team
from dogwatch.errors import Mistake
from dogwatch.names import MANAGED_BY, MARK_KEY, PROTECTED_TAG, TELLS_NOBODY, is_name, normalized_tag, tag_key
from dogwatch.nearest import nearest
from dogwatch.place import Place

_SET_BY_THE_CATALOG = frozenset(
    {
        *map(tag_key, (MANAGED_BY, PROTECTED_TAG, TELLS_NOBODY)),
        *(MARK_KEY, "catalog", "team", "service", "env", "feature", "tier"),
    }
)

# More names than these nobody reads in a sentence.
_LISTED = 8


def name(noun: str, written: object, place: Place) -> Iterator[Mistake]:
    """A name goes into keys and tags as it stands."""
    if not isinstance(written, str) or not is_name(written):
        proposal = normalized_tag(written if isinstance(written, str) else "")
        proposal = proposal.translate(str.maketrans("/:_", "---")).strip("-.")
        yield Mistake(
            place,
            f"{noun} {written!r}",
            "it cannot be part of keys and tags as it stands",
            f"write {proposal if is_name(proposal) else 'checkout'!r}: lower case words of letters and digits, joined "
            "by - or _, at most 80 characters",
        )


def owner(subject: str, team: object, place: Place, known: Iterable[Team]) -> Iterator[Mistake]:
    """A team, or the name of one."""
    names = [one.name for one in known if isinstance(one.name, str)]
    if isinstance(team, Team) or team in names:
        return
    meant = nearest(team, names) if isinstance(team, str) else None
    known_teams = ", ".join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])])
    remedy = f"did you mean {meant!r}?" if meant else f"known teams: {known_teams or 'none'}"
    seen = f"there is no team {team!r}" if isinstance(team, str) else f"{called(team)} is no team"
    yield Mistake(argument_place(place, "team"), f"{subject}: team", seen, remedy)


def service(subject: str, written: object, place: Place) -> Iterator[Mistake]:
    """A service is the value of a tag."""
    tag = f"service:{written}"
    if not isinstance(written, str) or not written:
        remedy = "write the one it runs in, as in 'shop-api'"
        yield Mistake(argument_place(place, "service"), f"{subject}: service", f"{written!r} is no service", remedy)
    elif normalized_tag(tag) != tag:
        stored = normalized_tag(tag).partition(":")[2]
        yield _rewritten(f"{subject}: service", written, stored, argument_place(place, "service"))


def tags(subject: str, written: Iterable[object], place: Place, *, may_be_any: bool = False) -> Iterator[Mistake]:
    """Tags that Datadog keeps as they are, with keys that the catalog does not set itself; or any but a mark."""
    for tag in written:
        if may_be_any and isinstance(tag, str) and tag_key(tag) != MARK_KEY:
            continue
        if not isinstance(tag, str) or normalized_tag(tag) != tag:
            yield _rewritten(f"{subject}: tags", tag, normalized_tag(str(tag)), argument_place(place, "tags"))
        elif tag_key(tag) in _SET_BY_THE_CATALOG:
            seen = f"{tag!r} has a key that the catalog sets itself"
            yield Mistake(argument_place(place, "tags"), f"{subject}: tags", seen, "leave it out, or use another key")


def protection(subject: str, written: object, place: Place) -> Iterator[Mistake]:
    """Something is protected or not."""
    if not isinstance(written, bool):
        seen = f"{written!r} is neither True nor False"
        yield Mistake(argument_place(place, "protect"), f"{subject}: protect", seen, "write one of them")


def environments(subject: str, argument: str, written: Iterable[object], place: Place) -> Iterator[Mistake]:
    """Environments by their names, as they stand in the tag `env`."""
    for env in written:
        for seen, remedy in environment(env):
            yield Mistake(argument_place(place, argument), f"{subject}: {argument}", seen, remedy)


def values(subject: str, written: object, place: Place) -> Iterator[Mistake]:
    """Numbers of values by the tag that has them, whole and at least one."""
    at = argument_place(place, "values")
    if not isinstance(written, Mapping):
        yield Mistake(at, f"{subject}: values", f"{written!r} names no tags", "write tags with numbers, {'region': 4}")
        return
    for key, number in written.items():
        if type(number) is not int or number < 1:
            seen = f"{number!r} is no number of values of {key}"
            yield Mistake(at, f"{subject}: values", seen, "write how many different ones there can be, as in 4")


def environment(env: object) -> Iterator[tuple[str, str]]:
    """An environment by its name."""
    if not isinstance(env, str) or not is_name(env):
        remedy = "write lower case words of letters and digits, as in 'prod'"
        yield f"{env!r} is no name of an environment", remedy


def _rewritten(subject: str, written: object, stored: str, place: Place) -> Mistake:
    remedy = f"write {stored!r}" if stored else "write it with letters, digits and _-:./, a letter first"
    return Mistake(place, subject, f"Datadog would store {written!r} as {stored!r}", remedy)


def called(thing: object) -> str:
    """A value that is not what was asked for; of a declaration its kind and name, since its repr says all it holds."""
    if not attrs.has(type(thing)):
        return repr(thing)
    name = getattr(thing, "name", "")
    return f"{type(thing).__name__}({name!r}, …)" if name else f"{type(thing).__name__}(…)"


def halves(sentence: str) -> tuple[str, str]:
    """What was seen and the remedy, of a sentence that joins them with a semicolon."""
    seen, _, remedy = sentence.partition("; ")
    return seen, remedy or "write another value"
