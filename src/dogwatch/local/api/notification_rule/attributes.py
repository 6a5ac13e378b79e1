"""The attributes of a notification rule, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dogwatch.errors import QuerySyntaxError
from dogwatch.local.api import errors
from dogwatch.query import parse_search

Attributes = dict[str, Any]

_KNOWN: Final = ("name", "filter", "recipients", "conditional_recipients", "bundle_config")
_LONGEST_NAME, _LONGEST_SCOPE, _LONGEST = 1000, 3000, 255
_MOST, _MOST_CONDITIONS = 20, 10


def taken(sent: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Attributes:
    """What a rule says after a request; of recipients and conditional ones that which was sent last.

    Refuses (400) what would be refused.
    """
    for name in sorted(set(sent) - set(_KNOWN)):
        raise errors.additional_property(name)
    said = {**_without_other_recipients(before or {}, sent), **sent}
    _check_text("name", said.get("name"), _LONGEST_NAME)
    _check_filter(said.get("filter"))
    if ("recipients" in said) == ("conditional_recipients" in said):
        raise errors.invalid("recipients", "write either recipients or conditional_recipients")
    if "recipients" in said:
        _check_recipients(said["recipients"])
    else:
        _check_conditional(said["conditional_recipients"])
    return said


def _without_other_recipients(before: Mapping[str, Any], sent: Mapping[str, Any]) -> Attributes:
    changes = {"recipients", "conditional_recipients"} & set(sent)
    gone = {"recipients", "conditional_recipients"} if changes else set()
    return {name: value for name, value in before.items() if name not in gone}


def _check_filter(said: object) -> None:
    if not isinstance(said, dict) or len(said) != 1 or not set(said) <= {"tags", "scope"}:
        raise errors.invalid("filter", "it must have either tags or a scope")
    if "scope" in said:
        _check_scope(said["scope"])
        return
    _check_texts("tags", said["tags"])


def _check_scope(scope: object) -> None:
    text = _check_text("scope", scope, _LONGEST_SCOPE)
    try:
        parse_search(text)
    except QuerySyntaxError as error:
        raise errors.invalid("scope", str(error)) from error


def _check_conditional(said: object) -> None:
    conditions = said.get("conditions") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(conditions, list) or not 1 <= len(conditions) <= _MOST_CONDITIONS:
        raise errors.invalid("conditional_recipients", f"it must have 1 to {_MOST_CONDITIONS} conditions")
    for each in conditions:
        if not isinstance(each, dict):
            raise errors.invalid("conditions")
        _check_scope(each.get("scope"))
        _check_recipients(each.get("recipients"))
    if said.get("fallback_recipients") is not None:
        _check_recipients(said["fallback_recipients"])


def _check_recipients(said: object) -> None:
    texts = _check_texts("recipients", said)
    if any(text.startswith("@") for text in texts):
        raise errors.Refused(400, errors.RECIPIENT_WITH_AT)


def _check_texts(name: str, said: object) -> list[str]:
    if not isinstance(said, list) or not 1 <= len(said) <= _MOST:
        raise errors.invalid(name, f"it must be a list of 1 to {_MOST}")
    if len({_check_text(name, each, _LONGEST) for each in said}) != len(said):
        raise errors.invalid(name, "each may stand in it once")
    return said


def _check_text(name: str, value: object, longest: int) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise errors.invalid(name, f"it must be a text of 1 to {longest} letters")
    return value
