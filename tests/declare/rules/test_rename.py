from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.declare import examine, load
from tests.declare.catalogs import between, mistakes, resources, write

WORDS = "title='t', what='w', query='avg(last_5m):avg:x{$env} > 1'"
FEATURE = "f = Feature('find', team=payments, service='a', signals=[Errors(rate='1%', least=0)], formerly={})\n"


def formerly(folder: Path, text: str) -> dict[str, str | None]:
    return {key: resource.formerly for key, resource in resources(folder, text).items()}


def test_a_declaration_says_its_old_path(tmp_path: Path) -> None:
    made = formerly(tmp_path, f"m = Monitor('a', team=payments, {WORDS}, formerly='checkout/b')")
    assert made == {"shop/a": "shop/checkout/b"}


def test_a_feature_that_was_renamed_renames_all_that_is_made_for_it(tmp_path: Path) -> None:
    text = FEATURE.format("'search'") + f"m = Monitor('a', feature=f, {WORDS}, formerly='b')\n"
    assert formerly(tmp_path, text) == {"shop/find/errors": "shop/search/errors", "shop/find/a": "shop/b"}


def test_a_catalog_that_was_renamed_renames_everything(tmp_path: Path) -> None:
    text = between(FEATURE.format("'search'") + f"m = Monitor('a', team=payments, {WORDS})\n")
    text = text.replace('Catalog("shop"', 'Catalog("shop", formerly="store"')
    made = examine(load(write(tmp_path, features=text)), "prod").resources
    old = {resource.key: resource.formerly for resource in made if resource.kind == "monitor"}
    assert old == {"shop/find/errors": "store/search/errors", "shop/a": "store/a"}


def test_the_parts_of_a_composite_are_renamed_with_it(tmp_path: Path) -> None:
    text = f"""
        from dogwatch.query import metric
        calls = metric("calls").where(Variable("env")).sum().as_count()
        made = list(guarded(Monitor('a', team=payments, {WORDS}, formerly='b'), calls, 20, "5m"))
        """
    assert formerly(tmp_path, text.replace("import metric", "import Variable, metric")) == {
        "shop/a": "shop/b",
        "shop/a-measured": "shop/b-measured",
        "shop/a-few-calls": "shop/b-few-calls",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"m = Monitor('a', team=payments, {WORDS}, formerly='shop/checkout/b')", "'shop/checkout/b' was no path"),
        (f"m = Monitor('a', team=payments, {WORDS}, formerly=5)", "5 was no path"),
        (f"m = Monitor('a', team=payments, {WORDS}, protect='yes')", "'yes' is neither True nor False"),
        (FEATURE.format("'Search!'"), "'Search!' was no name"),
        (
            f"m = [Monitor('a', team=payments, {WORDS}, formerly='b'), Monitor('b', team=payments, {WORDS})]",
            "shop/b is still declared in features.py:3",
        ),
        (
            f"m = [Monitor(x, team=payments, {WORDS}, formerly='b') for x in 'ac']",
            "shop/a says that it was shop/b as well",
        ),
    ],
)
def test_says_what_is_wrong_with_an_old_name(tmp_path: Path, text: str, said: str) -> None:
    assert said in mistakes(tmp_path, between(text))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (f"m = Monitor('a', team=payments, {WORDS}, formerly='a')", "monitor shop/a"),
        (FEATURE.format("'find'"), "feature find"),
    ],
)
def test_an_old_name_that_is_todays_is_noted(tmp_path: Path, text: str, subject: str) -> None:
    [warning] = examine(load(write(tmp_path, features=between(text))), "prod").warnings
    assert warning.subject == f"{subject}: formerly"
    assert warning.seen.endswith(" is what it is called now: it renames nothing")


def test_protection_is_a_tag_or_a_word_behind_the_mark(tmp_path: Path) -> None:
    made = resources(
        tmp_path,
        f"""
        m = Monitor('a', team=payments, {WORDS}, protect=True)
        n = Monitor('n', team=payments, {WORDS})
        d = Dashboard('page', team=payments, title='t', widgets=[widgets.note('n')], protect=True)
        """,
    )
    assert made["shop/a"].body["tags"][-2:] == ["protected_by:dogwatch", "dogwatch:prod/shop/a"]
    assert "protected_by:dogwatch" not in made["shop/n"].body["tags"]
    assert made["shop/page"].body["description"] == "dogwatch:prod/shop/page protected"


def test_a_feature_protects_all_that_is_made_for_it(tmp_path: Path) -> None:
    made = resources(tmp_path, FEATURE.format("None, protect=True"))
    assert all("protected_by:dogwatch" in resource.body["tags"] for resource in made.values())
