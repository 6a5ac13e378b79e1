"""What holds for everything a catalog declares: its name, whom it belongs to, its tags, the words it speaks in."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import rules
from dogwatch.declare.catalog import Declared
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.environment import Query, variables_in
from dogwatch.declare.feature import Feature
from dogwatch.declare.rules.rename import old_path_mistakes
from dogwatch.declare.rules.silence import silence_mistakes
from dogwatch.declare.rules.text import wrong_text
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake


def declaration_mistakes(thing: Declaration, declared: Declared) -> Iterator[Mistake]:
    """Names, owner and tags: all else builds on them."""
    subject = f"{thing.kind} {thing.name}"
    yield from rules.name(thing.kind, thing.name, thing.place)
    feature = thing.feature
    if feature is not None and not isinstance(feature, Feature):
        place = argument_place(thing.place, "feature")
        remedy = "write the feature itself, as in feature=checkout"
        yield Mistake(place, f"{subject}: feature", f"{rules.called(feature)} is no Feature", remedy)
    if thing.team is not None:
        yield from rules.owner(subject, thing.team, thing.place, declared.teams)
    elif feature is None and not thing.is_imported:
        yield Mistake(thing.place, subject, "nobody answers for it", "give it feature= or team=")
    if thing.service is not None:
        yield from rules.service(subject, thing.service, thing.place)
    yield from rules.tags(subject, thing.tags, thing.place, may_be_any=thing.is_imported)
    yield from rules.environments(subject, "environments", thing.environments, thing.place)
    yield from silence_mistakes(subject, thing.silences, thing.place)
    yield from _import(subject, thing)
    yield from old_path_mistakes(subject, thing)
    yield from rules.protection(subject, thing.protect, thing.place)
    for sentence in _why(thing.why):
        # What comes of one signal or objective says why in the same words: that is one mistake.
        about = f"feature {feature.name}" if isinstance(feature, Feature) else subject
        yield Mistake(argument_place(thing.place, "why"), f"{about}: why", *sentence)


def _import(subject: str, thing: Declaration) -> Iterator[Mistake]:
    """What it was imported from, which exists in one environment under its name."""
    if thing.imported is None:
        return
    if not isinstance(thing.imported, str) or not thing.imported:
        place = argument_place(thing.place, "imported")
        remedy = "write its id in Datadog as a text, or leave it out"
        yield Mistake(place, f"{subject}: imported", f"{thing.imported!r} names nothing", remedy)
    if not thing.environments:
        seen = "it was imported, and would be made anew under one name in every environment"
        yield Mistake(thing.place, subject, seen, 'say environments="prod", or leave imported= out')


def _why(why: object) -> Iterator[tuple[str, str]]:
    """It stands in messages as it is written."""
    if not isinstance(why, str):
        yield f"{why!r} is no text", "write in a sentence what it is good for"
    else:
        yield from wrong_text(why)


def says_something(text: object, about: str) -> Iterator[tuple[str, str]]:
    """A title or a sentence has words in it."""
    if not isinstance(text, str) or not text.strip():
        yield f"{text!r} says nothing", f"write in words {about}"


def environment_mistakes(query: Query, *, is_limited: bool) -> Iterator[tuple[str, str]]:
    """A query asks for one environment, by `$env`, unless what it belongs to is limited to some."""
    used = variables_in(query)
    for name in used:
        if name != "env":
            yield f"it has the variable ${name}", "a query knows only $env here; write the tag itself"
    if "env" not in used and not is_limited:
        remedy = 'put $env into its scope, or say environments=("prod",) if it belongs to one'
        yield f"{str(query)!r} would watch the same in every environment", remedy
