from __future__ import annotations

from dogwatch.cli.answering import Asking
from dogwatch.drill.question import Choice, Name

QUESTIONS = [Name("Which?", "Look there.", ["search"]), Choice("Why?", "", ["rain", "sun"], "sun")]


def ask(*answers: str) -> tuple[bool, list[str]]:
    said: list[str] = []
    return Asking(answers, said.append).ask(QUESTIONS), said


def test_right_answers_solve_it() -> None:
    solved, said = ask("search\n", "2\n")
    assert solved
    assert said == [
        "\n1 of 2: Which?",
        "  search: right.",
        "\n2 of 2: Why?",
        "  1. rain",
        "  2. sun",
        "  2: right.",
    ]


def test_a_wrong_answer_may_be_followed_by_a_right_one() -> None:
    solved, said = ask("cart\n", "search\n", "rain\n", "sun\n")
    assert solved
    assert [line for line in said if line.endswith("no.")] == ["  cart: no.", "  rain: no."]


def test_a_hint_is_given_for_a_question_mark() -> None:
    solved, said = ask("?\n", "search\n", "2\n")
    assert solved
    assert said[1] == "  Look there."


def test_an_empty_line_gives_one_question_up() -> None:
    solved, said = ask("\n", "2\n")
    assert not solved
    assert said[1] == "  Given up. Right is: search"
    assert said[-1] == "  2: right."


def test_the_end_of_the_answers_gives_up_all_that_is_left() -> None:
    solved, said = ask("cart")
    assert not solved
    assert [line for line in said if line.startswith("  Given up.")] == [
        "  Given up. Right is: search",
        "  Given up. Right is: 2, sun",
    ]
