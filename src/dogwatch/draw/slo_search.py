"""Searches of SLOs, held against one of them: words are parts of its name, facets are its tags and its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.query import Facet, FreeText, Holds, Phrase, SearchCondition, holding, parse_search, wildcards

from .data import Body
from .remark import NotDrawn

_TYPE = "slo_type"


def finding_slos(text: str) -> Holds[Body]:
    """What says whether a search such as `env:prod AND team:payments` finds the body of an SLO.

    Raises QuerySyntaxError for one that cannot be read, NotDrawn for what is not held against SLOs here.
    """
    condition = parse_search(text).condition
    return _always if condition is None else holding(condition, _leaf)


def listing_searches(body: Any) -> Iterator[str]:
    """The searches of all SLO lists in a body."""
    if isinstance(body, Mapping):
        if body.get("request_type") == "slo_list" and isinstance(query := body.get("query"), Mapping):
            yield str(query.get("query_string") or "")
        for each in body.values():
            yield from listing_searches(each)
    elif isinstance(body, list | tuple):
        for each in body:
            yield from listing_searches(each)


def _always(slo: Body) -> bool:
    return True


def _leaf(term: SearchCondition) -> Holds[Body]:
    match term:
        case FreeText("*"):
            return _always
        case FreeText(str(text)):
            part = wildcards(text, re.IGNORECASE)
            return lambda slo: part.search(_name(slo)) is not None
        case Phrase(text):
            return lambda slo: text.casefold() in _name(slo).casefold()
        case Facet(key, value):
            return holding(value, lambda each: _facet(key, each))
        case _:
            raise _not_drawn(term)


def _facet(key: str, value: SearchCondition) -> Holds[Body]:
    if not isinstance(value, FreeText | Phrase) or not isinstance(value.text, str):
        raise _not_drawn(value)
    whole = wildcards(value.text) if isinstance(value, FreeText) else re.compile(re.escape(value.text))
    if key == _TYPE:
        return lambda slo: whole.fullmatch(str(slo.get("type"))) is not None
    tags = re.compile(rf"{re.escape(key)}:{whole.pattern}", whole.flags)
    return lambda slo: any(tags.fullmatch(tag) for tag in slo.get("tags") or ())


def _name(slo: Body) -> str:
    return str(slo.get("name") or "")


def _not_drawn(term: SearchCondition) -> NotDrawn:
    return NotDrawn(f"{term} is not looked for among SLOs here; write words of a name, or tags such as env:prod")
