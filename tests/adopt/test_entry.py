from __future__ import annotations

from dataclasses import replace

from dogwatch.adopt import Taken, entries

from .originals import dashboard, monitor, slo


def test_a_team_has_a_module_and_others_one_by_their_folder() -> None:
    made = entries(
        [
            monitor(1, tags=["team:pay-ments"]),
            replace(monitor(2), folder="Web Shop"),
            monitor(3),
            slo("s", tags=["x", "team:pay-ments", "team:web"]),
            dashboard("d", tags=["team:Not A Name"]),
        ],
        Taken(),
    )

    assert [(each.module, each.original.source) for each in made] == [
        ("pay_ments", "1"),
        ("pay_ments", "s"),
        ("unowned", "3"),
        ("unowned", "d"),
        ("web_shop", "2"),
    ]
    assert [each.owner.name if each.owner else None for each in made] == ["pay-ments", "pay-ments", None, None, None]


def test_names_are_given_once_by_kind_and_variables_once_in_the_package() -> None:
    made = entries([monitor(1, name="Same"), monitor(2, name="Same"), slo("s", name="Same")], Taken())

    assert [(each.name, each.variable) for each in made] == [
        ("same", "same"),
        ("same-2", "same_2"),
        ("same", "same_3"),
    ]


def test_the_order_in_which_they_were_read_changes_no_name() -> None:
    originals = [monitor(number, name="Same") for number in range(9)]

    def named(listed: list[object]) -> dict[str, str]:
        return {each.original.source: each.name for each in entries(listed, Taken())}  # type: ignore[arg-type]

    assert named([*originals]) == named([*reversed(originals)])


def test_what_is_taken_is_not_given_again() -> None:
    taken = Taken({("monitor", "errors-1")}, {"payments", "__init__"}, {"payments"})
    (made,) = entries([monitor(1, tags=["team:payments"])], taken)

    assert (made.name, made.module) == ("errors-1-2", "payments_2")
    assert made.owner is not None
    assert made.owner.variable is None
