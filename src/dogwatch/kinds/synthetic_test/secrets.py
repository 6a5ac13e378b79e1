"""Secrets in a test: whoever reads the catalog reads them too, so they stand in Datadog and are named here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.resource import Problem

_REMEDY = "keep it in a global variable of Datadog's, and write {{ ITS_NAME }}"

# Names of headers, parameters and fields whose values open something.
_NAMED = re.compile(
    r"auth(?!or$)|cookie|api[-_]?key|app(?:lication)?[-_]?key|access[-_]?key|secret|passw|token|credential|signature"
    r"|private[-_]?key|(?:^|[-_])key$",
    re.IGNORECASE,
)
# What says how a secret is used, and is none.
_NO_SECRET = frozenset({"accesstokenurl", "tokenapiauthentication", "persistcookies"})
# Recorded; the key of a certificate is text of the test besides, which no variable can stand for.
_NEVER_SHOWN = {"certificate": "a certificate of a client", "files": "files"}
_VARIABLE = re.compile(r"\{\{\s*[\w.-]+(?:\([^)]*\))?\s*\}\}")
# What may stand beside the name of a variable: the scheme of an Authorization, the name of a cookie.
_BESIDE = re.compile(r"(?:Bearer|Basic|Token|ApiKey|Digest)?\s*", re.IGNORECASE)
_IN_AN_ADDRESS = re.compile(r"//[^/?#@\s]*:(?P<password>[^/?#@\s]*)@")
_PARAMETER = re.compile(r"[?&](?P<name>[^=&#]+)=(?P<value>[^&#]*)")


def secret_problems(config: Mapping[str, Any]) -> Iterator[Problem]:
    """Values that should not be read by everybody; none of them is told."""
    variables = config.get("configVariables") or ()
    for place, variable in enumerate(variables if isinstance(variables, list | tuple) else ()):
        if isinstance(variable, Mapping) and variable.get("secure") is True and variable.get("type") != "global":
            seen = "its value stands in the catalog, and it is secure"
            yield Problem(f"config.configVariables[{place}]", seen, "name a global variable of Datadog's instead")
    yield from _in("config.request", config.get("request"))
    steps = config.get("steps")
    for place, step in enumerate(steps if isinstance(steps, list | tuple) else ()):
        if isinstance(step, Mapping):
            yield from _in(f"config.steps[{place}].request", step.get("request"))


def _in(path: str, value: Any) -> Iterator[Problem]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            below = f"{path}.{name}"
            if isinstance(inner, str) and _is_secret(str(name), inner):
                yield Problem(below, "a secret stands in it, for all who read the catalog", _REMEDY)
            elif name in _NEVER_SHOWN and path.endswith(".request"):
                seen = "Datadog never shows again what stands in it, so nobody could tell whether it differs"
                yield Problem(below, seen, f"make a test with {_NEVER_SHOWN[name]} in Datadog itself")
            else:
                yield from _in(below, inner)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _in(f"{path}[{place}]", inner)
    elif isinstance(value, str) and path.rpartition(".")[2] == "url":
        yield from _address(path, value)


def _is_secret(name: str, value: str) -> bool:
    if name.lower() in _NO_SECRET or not _NAMED.search(name) or not value.strip():
        return False
    if name.lower() == "cookie":
        return any(_is_literal(part.partition("=")[2]) for part in value.split(";") if "=" in part)
    return _is_literal(value)


def _is_literal(value: str) -> bool:
    """Whether more stands in it than names of variables."""
    return not _BESIDE.fullmatch(_VARIABLE.sub("", value)) or not _VARIABLE.search(value)


def _address(path: str, url: str) -> Iterator[Problem]:
    password = _IN_AN_ADDRESS.search(url)
    named = [match["name"] for match in _PARAMETER.finditer(url) if _is_secret(match["name"], match["value"])]
    if named or (password and _is_literal(password["password"])):
        where = f"the parameter {named[0]}" if named else "the address"
        yield Problem(path, f"a secret stands in {where}, for all who read the catalog", _REMEDY)
