from __future__ import annotations

import numpy as np
import pytest

from dogwatch.judge.fold import folded
from dogwatch.judge.limits import HOLDS_ALERT, HOLDS_WARN
from dogwatch.judge.status import Status

LETTERS = {
    "-": Status.ABSENT,
    "o": Status.OK,
    "n": Status.NO_DATA,
    "w": Status.WARN,
    "a": Status.ALERT,
    "s": Status.SKIPPED,
}
NAMES = {status: letter for letter, status in LETTERS.items()}


def fold(state: str, verdicts: str, held: str | None = None) -> str:
    """States as letters; held is a digit per verdict."""
    flags = None if held is None else np.array([[int(digit) for digit in held]], dtype=np.uint8)
    before = np.array([LETTERS[state]], dtype=np.int8)
    states = folded(before, np.array([[LETTERS[letter] for letter in verdicts]], dtype=np.int8), flags)
    return "".join(NAMES[Status(each)] for each in states[0].tolist())


@pytest.mark.parametrize("state", "-onwa")
def test_a_verdict_is_the_state_and_a_skipped_one_leaves_it(state: str) -> None:
    assert fold(state, "sosnswsasa-so") == f"{state}oonnwwaaa--o"


def test_an_alert_holds_until_its_recovery_threshold_is_passed() -> None:
    assert fold("o", "oaowoo", held=f"00{HOLDS_ALERT}{HOLDS_ALERT}{HOLDS_ALERT}0") == "oaaaao"


def test_an_alert_comes_down_to_a_warning_that_is_held() -> None:
    assert fold("a", "ooo", held=f"{HOLDS_WARN}{HOLDS_WARN}0") == "wwo"


def test_what_is_held_does_not_make_a_state_worse() -> None:
    both = str(HOLDS_ALERT | HOLDS_WARN)
    assert fold("o", "o", held=both) == "o"
    assert fold("w", "o", held=both) == "w"
    assert fold("n", "o", held=both) == "o"


def test_groups_are_folded_each_from_its_own_state() -> None:
    rows = ["sas", "sss", "osa"]
    verdicts = np.array([[LETTERS[letter] for letter in row] for row in rows], dtype=np.int8)

    states = folded(np.array([LETTERS[letter] for letter in "oa-"], dtype=np.int8), verdicts, None)

    assert ["".join(NAMES[Status(each)] for each in row) for row in states.tolist()] == ["oaa", "aaa", "ooa"]


def test_nothing_is_folded_to_nothing() -> None:
    assert folded(np.zeros(0, dtype=np.int8), np.zeros((0, 3), dtype=np.int8), None).shape == (0, 3)
