"""A message as a tree: texts, variables, functions, comments and blocks.

A node knows the piece of the message it stands in, as a number: the pieces are the texts and the tags of a message in
turn. So messages that differ in their texts alone share one tree.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Path(NamedTuple):
    """What a variable is called, step by step: `host.name` is ("host", "name"), `[a.b].name` is ("a.b", "name")."""

    steps: tuple[str, ...]

    @property
    def is_tag(self) -> bool:
        """Whether it is the value of a tag."""
        return len(self.steps) == 2 and self.steps[1] == "name"


class Function(NamedTuple):
    """A function in an expression, such as `round(value, 2)`."""

    name: str
    arguments: tuple[Expression, ...]


class Negative(NamedTuple):
    """An expression with a minus in front."""

    inside: Expression


class Arithmetic(NamedTuple):
    """Two expressions with `+ - * / % ^` between them."""

    operator: str
    left: Expression
    right: Expression


# A number or a text, a variable, or what is made of them.
Expression: TypeAlias = "int | float | str | Path | Function | Negative | Arithmetic"


class Call(NamedTuple):
    """A function of the language with its arguments: `eval "value/60"`, `local_time 'last_triggered_at' 'Asia/Tokyo'`.

    `expression` is that of `eval`; None where it cannot be read.
    """

    name: str
    arguments: tuple[Argument, ...]
    expression: Expression | None = None


# What a function or a condition is told: a text, a variable by its bare name, a function in parentheses.
Argument: TypeAlias = "str | Path | Call"


class Text(NamedTuple):
    """What stands between two tags."""

    at: int


class Comment(NamedTuple):
    """What only those who write the message see."""

    at: int


class Shown(NamedTuple):
    """A variable or a function, whose value stands in its place; escaped unless it has three braces."""

    at: int
    value: Path | Call
    is_escaped: bool


class Condition(NamedTuple):
    """What a block asks: `is_alert`, `is_match "host.name" "a" "b"`, or whether a variable has a value.

    `name` is the condition's, or "" for a variable, which is its only argument.
    """

    name: str
    arguments: tuple[Argument, ...] = ()


class Block(NamedTuple):
    """What is shown if a condition holds, and what otherwise; `else_at` and `end` are the pieces of its other tags."""

    at: int
    condition: Condition
    is_negated: bool
    inside: tuple[Node, ...]
    else_at: int | None
    otherwise: tuple[Node, ...]
    end: int


class Raw(NamedTuple):
    """A text with braces that stays as it is, shown if its condition holds; without one always."""

    at: int
    condition: Condition | None


Node: TypeAlias = "Text | Comment | Shown | Block | Raw"
