"""What is wrong with tiers, and with how things are told again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare import rules
from dogwatch.declare.source import argument_place
from dogwatch.declare.tier import PRIORITIES, STANDARD_TIERS, STATUSES, Renotify, Tier
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import Mistake
from dogwatch.values import Duration, Percent

Said = Iterator[tuple[str, str]]


def tier_mistakes(tier: Tier) -> Iterator[Mistake]:
    """Every mistake in a tier by itself, under the argument that holds it."""
    subject = f"tier {tier.number}"
    if type(tier.number) is not int or tier.number not in STANDARD_TIERS:
        remedy = f"write a number from {min(STANDARD_TIERS)} to {max(STANDARD_TIERS)}"
        yield Mistake(tier.place, f"tier {tier.number!r}", "there is no such tier", remedy)
    for argument, sentences in _arguments(tier).items():
        for seen, remedy in sentences:
            yield Mistake(argument_place(tier.place, argument), f"{subject}: {argument}", seen, remedy)


def doubled_tiers(tiers: Iterable[Tier]) -> Iterator[Mistake]:
    """Tiers of one number: which of them would hold?"""
    first: dict[object, Tier] = {}
    for tier in tiers:
        if type(tier.number) is int and first.setdefault(tier.number, tier) is not tier:
            seen = f"it is declared already in {first[tier.number].place}"
            yield Mistake(tier.place, f"tier {tier.number}", seen, "keep one of them")


def renotify_mistakes(renotify: object) -> Said:
    """What is wrong with how something is told again; None is right."""
    if renotify is None:
        return
    if not isinstance(renotify, Renotify):
        yield f"{renotify!r} does not say how often", 'write Renotify("30m", times=4)'
        return
    yield from _every(renotify.every)
    times = renotify.times
    if times is not None and (type(times) is not int or times < 1):
        yield f"{times!r} is no number of times", "write a whole number from 1 on, or leave it out"
    unknown = [status for status in renotify.statuses if status not in STATUSES]
    if unknown or not renotify.statuses:
        seen = f"{unknown[0]!r} is no state that Datadog tells again" if unknown else "it names no state"
        yield seen, f"write some of {', '.join(map(repr, STATUSES))}"


def _arguments(tier: Tier) -> dict[str, Said]:
    flags = {name: _flag(getattr(tier, name)) for name in ("pages", "email")}
    return {
        **flags,
        "priority": _priority(tier.priority),
        "renotify": renotify_mistakes(tier.renotify),
        "recovery": _recovery(tier.recovery),
    }


def _flag(value: object) -> Said:
    if not isinstance(value, bool):
        yield f"{value!r} is neither True nor False", "write one of them"


def _priority(value: object) -> Said:
    if value is not None and (type(value) is not int or value not in PRIORITIES):
        remedy = f"write a number from {PRIORITIES[0]} (the highest) to {PRIORITIES[-1]}, or None"
        yield f"{value!r} is no priority of Datadog's", remedy


def _recovery(share: object) -> Said:
    match share:
        case Wrong(sentences):
            yield from map(rules.halves, sentences)
        case Percent() if not 0 < share.fraction < 1:
            yield (
                f"{share} of a limit is not before it",
                "write a share above 0% and below 100%, as in '90%'",
            )


def _every(every: object) -> Said:
    match every:
        case Wrong(sentences):
            yield from map(rules.halves, sentences)
        case Duration() if every.seconds < 60 or every.seconds % 60:
            yield f"{every} is no whole number of minutes", "write whole minutes, as in '30m'"
