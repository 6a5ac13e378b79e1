"""What is wrong with synthetic tests, beside what Datadog refuses in their bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.declare.assertion import Assertion
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.rules.json import outside_json
from dogwatch.declare.rules.schedule import unreadable
from dogwatch.declare.source import argument_place
from dogwatch.declare.synthetic_test import HTTP, SyntheticTest
from dogwatch.errors import Mistake
from dogwatch.kinds import TEST_SUBTYPES
from dogwatch.nearest import nearest

Said = Iterator[tuple[str, tuple[str, str]]]

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_URL = re.compile(r"https?://[^\s]+")
_TIMES = ("tick_every", "retry_interval", "min_failure_duration")
_OF_HTTP = ("url", "headers", "data")


def synthetic_test_mistakes(test: SyntheticTest) -> Iterator[Mistake]:
    """Its words, what it asks, what it asserts, and the variables that it names."""
    for argument, (seen, remedy) in _arguments(test):
        yield Mistake(argument_place(test.place, argument), f"synthetic_test {test.name}: {argument}", seen, remedy)


def _arguments(test: SyntheticTest) -> Said:
    for argument in ("title", "what"):
        yield from (
            (argument, said) for said in says_something(getattr(test, argument), "what it means when it alerts")
        )
    yield from unreadable(test, _TIMES)
    yield from _subtype(test)
    yield from _asked(test)
    yield from _assertions(test)
    yield from _variables(test.global_variables)
    if not isinstance(test.options, Mapping):
        remedy = "write options of Datadog's, as in {'follow_redirects': True}"
        yield "options", (f"{test.options!r} is no mapping", remedy)
    if not isinstance(test.headers, Mapping):
        yield "headers", ("they are no mapping", "write names and values, as in {'Accept': 'application/json'}")
    for path, seen, remedy in outside_json({"headers": test.headers, "options": test.options}, ""):
        yield path.partition(".")[0], (seen, remedy)


def _subtype(test: SyntheticTest) -> Said:
    if test.subtype not in TEST_SUBTYPES:
        meant = nearest(str(test.subtype), TEST_SUBTYPES)
        remedy = f"did you mean {meant!r}?" if meant else f"write one of {', '.join(TEST_SUBTYPES)}"
        yield "subtype", (f"{test.subtype!r} is no subtype of an API test", remedy)
    elif test.subtype != HTTP and test.config is None:
        seen = f"what a test of {test.subtype} asks has no arguments here"
        yield "config", (seen, "write it in Datadog's own form, as in config={'request': {...}, 'assertions': [...]}")


def _asked(test: SyntheticTest) -> Said:
    if test.config is not None:
        if not isinstance(test.config, Mapping):
            yield "config", (f"{test.config!r} is no mapping", "write Datadog's own form, as in {'request': {...}}")
            return
        for argument in _OF_HTTP:
            if getattr(test, argument):
                yield argument, ("it has a config= as well", "leave one of them out")
    elif test.subtype == HTTP and (not isinstance(test.url, str) or not _URL.fullmatch(test.url)):
        yield "url", (f"{test.url!r} is no address", "write one as in 'https://$env.example.com/checkout'")
    yield from _environment(test)


def _environment(test: SyntheticTest) -> Said:
    """The same request from every environment would be paid for twice, and tell twice of one failure."""
    request = test.config.get("request") if isinstance(test.config, Mapping) else {"url": test.url}
    addresses = [str(request.get(name)) for name in ("url", "host")] if isinstance(request, Mapping) else []
    if test.url is None and test.config is None:
        return
    if not test.environments and not any("$env" in address for address in addresses):
        seen = "it would ask the same in every environment"
        yield (
            "url" if test.config is None else "config",
            (seen, 'put $env into the address, or say environments="prod"'),
        )


def _assertions(test: SyntheticTest) -> Said:
    for each in test.assertions:
        if isinstance(each, Assertion):
            if wrong := each.unreadable():
                yield "assertions", (wrong, "write a time as in '2s'")
        elif not isinstance(each, Mapping):
            yield "assertions", (f"{each!r} asserts nothing", 'write Assertion("statusCode", "is", 200)')


def _variables(variables: Any) -> Said:
    if not isinstance(variables, Mapping):
        yield "global_variables", (f"{variables!r} is no mapping", "write names with ids, as in {'API_TOKEN': '0f1e…'}")
        return
    for name, id in variables.items():
        if not isinstance(name, str) or not _VARIABLE.fullmatch(name):
            yield "global_variables", (f"{name!r} is no name of a variable", "write capitals, as in 'API_TOKEN'")
        elif not isinstance(id, str) or not re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", id):
            # It may be the secret itself, so it is not shown.
            yield (
                "global_variables",
                (f"what stands at {name} is no id", "write that of the variable in Datadog, no value"),
            )
