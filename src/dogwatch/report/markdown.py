"""A plan as Markdown for GitHub: a line that counts, and what differs, by feature, folded and in fences.

Names, queries and messages are whatever somebody wrote into a catalog. All of it stands in fences that are longer than
any in it, or escaped in <code>: nothing is marked up, nobody is mentioned, and no line looks like one of another's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate, groupby
from typing import Any

from dogwatch.report.difference import difference, shown
from dogwatch.report.history import history_lines
from dogwatch.report.text import counted, subject_of
from dogwatch.report.uses import uses_lines

Data = Mapping[str, Any]

_BACKTICKS = re.compile("`+")
# Controls, what turns the direction of a text or joins it unseen, halves of characters, and ends of lines.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SIGNS = {"create": "+", "update": "!", "delete": "-"}
_COUNTED = {"create": "to create", "update": "to update", "delete": "to delete"}
_SAID = ("name", "title", "query")
_TARGET_SHOWN = 300


@dataclass(frozen=True)
class Section:
    """A folded part: a title, which is HTML, and lines of text in a fence that none of them can end."""

    title: str
    lines: Sequence[str]
    fence: str

    @classmethod
    def of(cls, title: str, lines: Iterable[str]) -> Section:
        every = list(lines)
        runs = (len(run) for line in every for run in _BACKTICKS.findall(line))
        return cls(title, every, "`" * max(3, 1 + max(runs, default=0)))

    def __str__(self) -> str:
        text = "\n".join(self.lines)
        return f"<details><summary>{self.title}</summary>\n\n{self.fence}diff\n{text}\n{self.fence}\n\n</details>\n"

    def cut_to(self, room: int) -> Section:
        """The section with as many of its lines as fit into a number of bytes."""
        ends = accumulate((_size(line) + 1 for line in self.lines), initial=_size(str(replace(self, lines=()))))
        return replace(self, lines=self.lines[: max(0, sum(end <= room for end in ends) - 1)])


def plan_markdown(data: Data, maximum: int | None = None, whole: str = "") -> str:
    """The plan, as `plan --json` has it, as Markdown of at most `maximum` bytes.

    What does not fit is cut at the end of a line, and a sentence says what is missing; `whole` is the Markdown that
    says where all of it is.
    """
    head, sections = _head(data), list(_sections(data))
    text = "\n".join([head, *map(str, sections)])
    return text if maximum is None or _size(text) <= maximum else _cut(head, sections, maximum, whole)


def visible(text: str) -> str:
    """The text in one line, with what cannot be seen written as an escape."""
    return "".join(repr(char)[1:-1] if unicodedata.category(char) in _UNSEEN else char for char in text)


def _cut(head: str, sections: Sequence[Section], maximum: int, whole: str) -> str:
    total = sum(len(section.lines) for section in sections)
    room = maximum - _size(head) - 1 - _size(_missing(total, total, whole))
    pieces, count = [head], 0
    for section in sections:
        kept = section.cut_to(room)
        if kept.lines:
            pieces.append(str(kept))
            count += len(kept.lines)
            room -= _size(pieces[-1]) + 1
        if len(kept.lines) < len(section.lines):
            break
    return "\n".join([*pieces, _missing(total - count, total, whole)])


def _missing(missing: int, total: int, whole: str) -> str:
    where = f" The whole plan is {whole}." if whole else ""
    return f"**Cut here: {missing} of the plan's {total} lines do not fit.**{where}\n"


def _size(text: str) -> int:
    return len(text.encode())


def _head(data: Data) -> str:
    summary = data["summary"]
    line = counted(
        {words: summary[action] for action, words in _COUNTED.items()} | {"unchanged": summary["unchanged"]},
        {"left alone": len(data["left_alone"]), "waiting for data": len(data["waiting"])},
    )
    return f"**{line}**\n\nTarget: {_code(data['target'][:_TARGET_SHOWN])}\n"


def _sections(data: Data) -> Iterator[Section]:
    if refused := data.get("refused"):
        yield Section.of(f"Would be refused ({len(refused)})", [f"- {visible(sentence)}" for sentence in refused])
    changes = sorted(data["changes"], key=lambda change: (subject_of(change["key"]), change["key"], change["kind"]))
    for subject, group in groupby(changes, key=lambda change: subject_of(change["key"])):
        yield _of_feature(subject, list(group))
    if alone := data["left_alone"]:
        yield Section.of(f"Left alone ({len(alone)})", [visible(line) for thing in alone for line in _alone(thing)])
    if waiting := data["waiting"]:
        lines = [visible(f"{thing['kind']} {thing['key']}: {thing['reason']}") for thing in waiting]
        yield Section.of(f"Waiting for data ({len(waiting)})", lines)
    if used := data.get("used_by"):
        title = f"Used outside the catalog, by what is not changed ({len(used)})"
        yield Section.of(title, [visible(line) for line in uses_lines(used)])
    if history := data.get("history"):
        lines = [visible(line) for line in history_lines(history)]
        yield Section.of(f"Changed last ({len(history)})", [*lines, *filter(None, [data.get("history_note")])])
    if early := data.get("not_validated"):
        title = f"Cannot be validated before what they refer to is written ({len(early)})"
        yield Section.of(title, [visible(name) for name in early])


def _of_feature(subject: str, changes: Sequence[Data]) -> Section:
    actions = [change["action"] for change in changes]
    counts = ", ".join(f"{actions.count(action)} {words}" for action, words in _COUNTED.items() if action in actions)
    return Section.of(f"{_code(subject)}: {counts}", [line for change in changes for line in _change(change)])


def _code(text: str) -> str:
    return f"<code>{escape(visible(text))}</code>"


def _alone(thing: Data) -> Iterator[str]:
    """What is left alone, and where it is seen. A plan comes from wherever somebody made it, so its links stand in the
    fence too, where nobody follows them by a slip.
    """
    ids = f" ({', '.join(thing['ids'])})" if thing["ids"] else ""
    yield f"{thing['kind']} {thing['key']}{ids}: {thing['reason']}"
    yield from (f"    {link}" for link in thing.get("links", ()))


def _change(change: Data) -> Iterator[str]:
    sign = _SIGNS[change["action"]]
    yield f"{sign} {visible(_title(change))}"
    if change["action"] == "update":
        for field in change["fields"]:
            yield from _field(field)
    else:
        side = "after" if change["action"] == "create" else "before"
        said = (field for field in change["fields"] if field["path"] in _SAID)
        yield from (f"{sign}         {visible(shown(field[side]))}" for field in said)
        if loses := change.get("loses"):
            yield f"!         lost with {visible(str(change['replaces']))}: {visible('; '.join(map(str, loses)))}"


def _title(change: Data) -> str:
    title = f"{change['kind']} {change['key']}"
    if replaces := change.get("replaces"):
        return f"{title}, in the place of {replaces}, which cannot be changed into it"
    again = ", which carries no mark yet" if change.get("adopts") else ""
    again += f", a twin of {change['twin_of']} that two runs made at once" if change.get("twin_of") else ""
    again += f", formerly {change['renames']}" if change.get("renames") else ""
    return f"{title} ({change['id']}{again})" if change["id"] else title


def _field(field: Data) -> Iterator[str]:
    yield f"      {visible(field['path'])}:"
    yield from (f"{sign}         {visible(line)}" for sign, line in difference(field["before"], field["after"]))
