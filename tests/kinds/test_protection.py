from __future__ import annotations

import pytest

from dogwatch.kinds import (
    DASHBOARD,
    DOWNTIME,
    METRIC_TAGS,
    MONITOR,
    NOTIFICATION_RULE,
    SLO_CORRECTION,
    Body,
    Kind,
    is_protected,
    marked_rule,
)
from dogwatch.names import PROTECTED_TAG, Mark

MARK = Mark("prod", "shop/checkout/page")
LINE, PROTECTED_LINE = (MARK.line(is_protected=which) for which in (False, True))


def bodies(line: str) -> list[tuple[Kind, Body]]:
    """What has no tags for marks, of each kind."""
    said = f"What it is for.\n\n{line}"
    return [
        (DASHBOARD, {"title": "a", "description": f"{said}\nA hand wrote below it.", "tags": ["team:a"]}),
        (DOWNTIME, {"attributes": {"message": said}}),
        (SLO_CORRECTION, {"attributes": {"description": said}}),
        (NOTIFICATION_RULE, {"attributes": {"name": marked_rule("Payments", line)}}),
    ]


@pytest.mark.parametrize(("kind", "body"), bodies(PROTECTED_LINE))
def test_a_word_behind_the_mark_protects(kind: Kind, body: Body) -> None:
    assert is_protected(kind, body)


@pytest.mark.parametrize(("kind", "body"), bodies(LINE))
def test_a_mark_alone_does_not(kind: Kind, body: Body) -> None:
    assert not is_protected(kind, body)


def test_a_tag_protects_what_has_tags() -> None:
    assert is_protected(MONITOR, {"name": "a", "tags": [MARK.tag, PROTECTED_TAG]})
    assert not is_protected(MONITOR, {"name": f"a {PROTECTED_TAG}", "tags": [MARK.tag]})


def test_the_word_of_another_mark_protects_nothing() -> None:
    body = {"description": f"see {PROTECTED_LINE}s\n{LINE}".replace("checkout", "other"), "title": PROTECTED_LINE}
    assert not is_protected(DASHBOARD, body)


def test_what_is_of_a_metric_is_never_protected() -> None:
    assert not is_protected(METRIC_TAGS, {"id": "a", "attributes": {"tags": [PROTECTED_TAG]}})


@pytest.mark.parametrize("protected", [True, False])
def test_the_mark_reads_the_same_with_the_word_and_without(protected: bool) -> None:
    assert Mark.read(MARK.line(is_protected=protected)) == MARK
