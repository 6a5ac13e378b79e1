from __future__ import annotations

from dataclasses import replace

from dogwatch.kinds import MONITOR, Resource
from dogwatch.plan import Found, LeftAlone, Update, diff, renamed, sort_out
from tests.bodies import LOG_ALERT, declared, found, resource
from tests.kinds.slo import bodies as slo

OLD, NEW = "shop/checkout/slow", "shop/checkout/latency"
WANTED = replace(resource(NEW), formerly=OLD)


def there(*bodies: dict[str, object], formerly: frozenset[str] = frozenset()) -> dict[str, Found]:
    return {"monitor": sort_out(MONITOR, bodies, "shop", "prod", formerly=formerly)}


def test_what_was_renamed_gets_its_new_mark_in_place() -> None:
    before = found(1, OLD)
    made = diff([WANTED], there(before), "somewhere")
    [change] = made.changes
    assert isinstance(change, Update)
    assert (change.key, change.id, change.renames, change.adopts) == (NEW, "1", OLD, False)
    assert [field.path for field in change.fields] == ["name", "tags"]
    assert change.body["tags"] == declared(NEW)["tags"]
    assert made.notes == ()


def test_what_refers_to_it_finds_it_under_its_new_key() -> None:
    both = resource("shop/both", type="composite", query=f"${{monitor:{NEW}}} && 17")
    [composite, _] = sorted(diff([WANTED, both], there(found(1, OLD)), "x").changes, key=lambda one: one.key)
    assert getattr(composite, "body", {})["query"] == "1 && 17"


def test_an_object_of_each_key_is_left_alone_and_nothing_is_deleted() -> None:
    made = diff([WANTED], there(found(1, OLD), found(2, NEW)), "somewhere")
    reason = (
        f"it was {OLD} formerly, and both are there; delete one of them in Datadog, or declare both and take "
        "formerly= out"
    )
    assert made.changes == ()
    assert made.left_alone == (LeftAlone("monitor", NEW, ("2", "1"), reason),)


def test_an_old_key_that_is_declared_is_nobodys_old_one() -> None:
    made = diff([WANTED, resource(OLD)], there(found(1, OLD)), "somewhere")
    assert [(type(change).__name__, change.key) for change in made.changes] == [("Create", NEW)]


def test_a_part_of_the_catalog_renames_as_well() -> None:
    [change] = diff([WANTED], there(found(1, OLD)), "somewhere", narrowed=True).changes
    assert getattr(change, "renames", None) == OLD


def test_what_would_be_made_anew_is_renamed_first() -> None:
    made = diff([WANTED], there(found(1, OLD, **LOG_ALERT)), "somewhere")
    assert made.changes == ()
    assert made.left_alone[0].reason.startswith("it was renamed, and cannot be changed into what is declared")


def test_an_old_name_that_nothing_bears_any_more_is_noted_once_nothing_waits_for_its_new_one() -> None:
    other = replace(resource("shop/b"), formerly="shop/a")
    said = (
        f"formerly= of monitor {NEW} names what nothing bears here any more; take it out once that is so in every "
        "environment"
    )
    assert diff([WANTED], there(found(1, NEW)), "somewhere").notes == (said,)
    assert diff([WANTED, other], there(found(1, NEW), found(2, "shop/a")), "somewhere").notes == ()
    both = diff([WANTED, other], there(found(1, NEW), found(2, "shop/b")), "somewhere").notes
    assert both == (f"{said.replace(NEW, 'shop/b').replace(' names', ' and 1 more names')}",)


def test_a_kind_that_nobody_read_has_no_old_keys() -> None:
    known, renames = renamed([Resource("slo", slo.KEY, slo.declared(), formerly="shop/old")], {})
    assert known == {}
    assert [reference.key for reference in renames.stale] == [slo.KEY]


def test_a_catalog_that_was_renamed_takes_what_it_declares_and_nothing_else() -> None:
    old, another = found(1, "store/checkout/slow"), found(2, "store/other")
    sorted_out = there(old, another, formerly=frozenset({"store/checkout/slow"}))
    wanted = replace(resource(NEW), formerly="store/checkout/slow")
    made = diff([wanted], sorted_out, "somewhere")
    assert [(type(one).__name__, getattr(one, "renames", None)) for one in made.changes] == [
        ("Update", "store/checkout/slow")
    ]
