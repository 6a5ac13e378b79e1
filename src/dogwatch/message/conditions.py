"""Whether a condition of a block holds."""

from __future__ import annotations

from collections.abc import Callable

from .context import Context, shown
from .expressions import path_of
from .transition import STATES
from .tree import Argument, Call, Condition, Path


def holds(condition: Condition, context: Context, called: Callable[[Call], str]) -> bool:
    """Whether a condition is true; `called` says what a function in parentheses comes to.

    One that the language does not have is false.
    """
    if condition.name in STATES:
        return condition.name in context.transition.value
    texts = [_text(argument, context, called) for argument in condition.arguments[1:]]
    match condition.name:
        case "is_match":
            return _matches(_subject(condition, context, called), texts)
        case "is_exact_match":
            return _is_one_of(_subject(condition, context, called), texts)
        case "is_priority":
            return _text(condition.arguments[0], context, called) == f"P{context.priority}"
        case "":
            return bool(_subject(condition, context, called))
    return False


def _subject(condition: Condition, context: Context, called: Callable[[Call], str]) -> str:
    """The value that is asked about: of the variable that the first argument names."""
    first = condition.arguments[0]
    if isinstance(first, Call):
        return called(first)
    return valued(path_of(first) if isinstance(first, str) else first, context)


def _text(argument: Argument, context: Context, called: Callable[[Call], str]) -> str:
    match argument:
        case str():
            return argument
        case Call():
            return called(argument)
        case Path():
            return valued(argument, context)


def valued(path: Path, context: Context) -> str:
    """The value of a variable as a text; `env` alone stands for `env.name` here."""
    value = context.lookup(path)
    return shown(context.lookup(Path((*path.steps, "name"))) if value is None or isinstance(value, dict) else value)


def _matches(value: str, texts: list[str]) -> bool:
    """Whether one of the texts is a part of it; the empty text asks whether there is a value."""
    return any(text in value if text else bool(value) for text in texts)


def _is_one_of(value: str, texts: list[str]) -> bool:
    """Whether it is one of the texts, numbers by what they are worth; the empty text asks whether there is none."""
    return value in texts or any(_is_equal(value, text) for text in texts)


def _is_equal(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False
