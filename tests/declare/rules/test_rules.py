from __future__ import annotations

import pytest

from dogwatch import Team
from dogwatch.declare import rules
from dogwatch.place import Place

HERE = Place("features.py", 3)


def remedies(found: object) -> list[str]:
    return [mistake.remedy for mistake in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["checkout", "check-out", "check_out.2", "a" * 80])
def test_takes_names_that_are_parts_of_keys(name: str) -> None:
    assert list(rules.name("feature", name, HERE)) == []


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("Check Out", "check-out"),
        ("a/b", "a-b"),
        ("2nd", "nd"),
        ("", "checkout"),
        (None, "checkout"),
        ("a" * 81, "checkout"),
    ],
)
def test_proposes_a_name(name: object, proposal: str) -> None:
    assert [remedy.partition(":")[0] for remedy in remedies(rules.name("feature", name, HERE))] == [
        f"write {proposal!r}"
    ]


def test_takes_a_team_and_the_name_of_one() -> None:
    teams = [Team("payments")]
    assert list(rules.owner("feature x", Team("another"), HERE, teams)) == []
    assert list(rules.owner("feature x", "payments", HERE, teams)) == []


def test_proposes_the_team_that_was_meant_or_names_all() -> None:
    teams = [Team("payments"), Team("storefront")]
    assert remedies(rules.owner("feature x", "paymnts", HERE, teams)) == ["did you mean 'payments'?"]
    assert remedies(rules.owner("feature x", "zzz", HERE, teams)) == ["known teams: payments, storefront"]
    assert remedies(rules.owner("feature x", None, HERE, [])) == ["known teams: none"]


def test_a_service_must_survive_as_the_value_of_a_tag() -> None:
    assert list(rules.service("feature x", "shop-api", HERE)) == []
    assert remedies(rules.service("feature x", "Shop API", HERE)) == ["write 'shop_api'"]
    assert remedies(rules.service("feature x", "", HERE)) == ["write the one it runs in, as in 'shop-api'"]


def test_a_tag_must_be_what_datadog_stores() -> None:
    assert list(rules.tags("feature x", ["area:shop", "critical"], HERE)) == []
    assert remedies(rules.tags("feature x", ["Area:Shop Front", ":", 5], HERE)) == [
        "write 'area:shop_front'",
        "write it with letters, digits and _-:./, a letter first",
        "write it with letters, digits and _-:./, a letter first",
    ]


@pytest.mark.parametrize(
    "key", ["team", "service", "env", "feature", "tier", "tells", "catalog", "managed_by", "dogwatch"]
)
def test_a_tag_has_no_key_that_the_catalog_sets(key: str) -> None:
    assert remedies(rules.tags("feature x", [f"{key}:x"], HERE)) == ["leave it out, or use another key"]


def test_the_keys_are_those_the_catalog_owns_on_a_monitor() -> None:
    from dogwatch.kinds.tagged import OWNED_TAG_KEYS

    owned = {key for key in OWNED_TAG_KEYS if list(rules.tags("", [f"{key}:x"], HERE))}
    assert owned == OWNED_TAG_KEYS


def test_halves_a_sentence() -> None:
    assert rules.halves("it is red; paint it") == ("it is red", "paint it")
    assert rules.halves("it is red") == ("it is red", "write another value")


def test_lists_no_more_teams_than_one_reads() -> None:
    (mistake,) = rules.owner("feature a", "zzz", HERE, [Team(f"team-{number}") for number in range(20)])
    assert mistake.remedy == f"known teams: {', '.join(f'team-{number}' for number in range(8))}, …"
