"""What a user's file raised, as a mistake with their line and never with our traceback."""

from __future__ import annotations

import builtins
import re
import sys
import sysconfig
import traceback
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from dogwatch.declare.rules.query import pointed_out
from dogwatch.errors import Mistake, QuerySyntaxError
from dogwatch.nearest import nearest
from dogwatch.place import Place

_LIBRARY = Path(__file__).parent.parent
_INSTALLED = ("stdlib", "platstdlib", "purelib", "platlib")

_UNEXPECTED = re.compile(r"(\w+)(?:\.__init__)?\(\) got an unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"(\w+)(?:\.__init__)?\(\) missing \d+ required (?:[\w-]+ )?arguments?: (.+)")
_TOO_MANY = re.compile(r"(\w+)(?:\.__init__)?\(\) takes .*positional arguments?")
# People look for hours where they say who is told.
_HOURS = re.compile(r"hour|schedule|weekend|night")
_OF_A_SCHEDULE = (
    "Datadog's messages know no hour of the day: hours belong to the on-call schedule behind a handle, such as "
    "@oncall-payments or @pagerduty-Payments"
)
# Of files that hold no text; the second also of an escape in a text, such as "\N{no such letter}".
_UNREAD = re.compile("null bytes|can't decode")
_NO_NAME = re.compile(r"cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'")


def mistake_of(error: BaseException, otherwise: Place, module: str = "") -> Mistake:
    """The mistake that an exception shows, at the deepest line of the user's own code; else at `otherwise`.

    `module` is what was imported when it came up, if it was.
    """
    if no_text := _no_text(error, module):
        return no_text
    if isinstance(error, SyntaxError) and error.filename:
        line = (error.text or "").strip()
        seen = f"{error.msg}: {line}" if line else str(error.msg)
        return Mistake(Place(error.filename, error.lineno or 0), "syntax", seen, "mend the line")
    subject, seen, remedy = _said(error)
    return Mistake(_users_line(error) or otherwise, subject, seen, remedy)


def _no_text(error: BaseException, module: str) -> Mistake | None:
    """The line of a file that is no text in UTF-8, which Python does not name, and nor does it always name the file."""
    if not isinstance(error, SyntaxError | UnicodeDecodeError) or not _UNREAD.search(str(error)):
        return None
    file = error.filename if isinstance(error, SyntaxError) else None
    if not file and module and not _users_line(error):
        spec = find_spec(module)
        file = spec.origin if spec else None
    return _first_wrong_byte(Path(file)) if file and Path(file).is_file() else None


def _first_wrong_byte(file: Path) -> Mistake | None:
    """The line of the first byte that no text in UTF-8 has; None where all of it is text."""
    written = file.read_bytes()
    try:
        written.decode()
        at = written.find(b"\0")
    except UnicodeDecodeError as error:
        at = error.start
    if at < 0:
        return None
    place = Place(str(file), written.count(b"\n", 0, at) + 1)
    seen = f"the file is no text in UTF-8: it has a byte {written[at]:#04x}"
    return Mistake(place, "syntax", seen, "save it as UTF-8")


def _users_line(error: BaseException) -> Place | None:
    """The deepest line of the traceback that is the user's own."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if is_users(frame.filename):
            return Place(frame.filename, frame.lineno or 0)
    return None


def is_users(file: str) -> bool:
    """Whether a file is the user's own: neither the library's, nor Python's, nor an installed package's."""
    not_theirs = (_LIBRARY, *(Path(sysconfig.get_path(name)) for name in _INSTALLED))
    return not file.startswith("<") and not any(map(Path(file).is_relative_to, not_theirs))


def _said(error: BaseException) -> tuple[str, str, str]:
    """Subject, what was seen, and what to write instead."""
    text = str(error)
    if isinstance(error, QuerySyntaxError):
        return "query", *pointed_out(error)
    if isinstance(error, TypeError) and _is_ours(error) and (call := _wrong_call(text)):
        return call
    if isinstance(error, ImportError) and (match := _NO_NAME.match(text)):
        name, module = match.groups()
        return "import", f"{module} has no {name!r}", _meant(name, dir(sys.modules.get(module)))
    if isinstance(error, ModuleNotFoundError):
        remedy = f"install {error.name!r}, or mend the name; packages are looked for beside the catalog"
        return "import", f"there is no module {error.name!r}", remedy
    kind = type(error).__name__
    if isinstance(error, NameError):
        return "Python", f"{kind}: {text}", _in_sight_or_ours(error.name or "", error)
    if isinstance(error, AttributeError) and error.name:
        return "Python", f"{kind}: {text}", _meant(error.name, dir(error.obj))
    seen, _, remedy = text.partition("; ")
    return "Python", f"{kind}: {seen}".rstrip(": "), remedy or "mend the line"


def _is_ours(error: TypeError) -> bool:
    """Whether a class was called, or a function from within the library; those of users may have the same names."""
    frames = traceback.extract_tb(error.__traceback__)
    return ".__init__()" in str(error) or not (frames and is_users(frames[-1].filename))


def _wrong_call(said: str) -> tuple[str, str, str] | None:
    """A wrong call of one of the library's declarations or widgets in words; None for any other TypeError."""
    if (match := _UNEXPECTED.match(said)) and (arguments := _arguments(match.group(1))):
        owner, written = match.groups()
        if _HOURS.search(written):
            return owner, f"it has no argument {written!r}", _OF_A_SCHEDULE
        meant = nearest(written, arguments)
        remedy = f"did you mean {meant!r}?" if meant else f"its arguments are {', '.join(arguments)}"
        return owner, f"it has no argument {written!r}", remedy
    if (match := _MISSING.match(said)) and _arguments(match.group(1)):
        missing = re.findall(r"'(\w+)'", match.group(2))
        written = ", ".join(f"{name}=…" for name in missing)
        return match.group(1), f"it lacks {' and '.join(missing)}", f"add {written}"
    if (match := _TOO_MANY.match(said)) and (arguments := _arguments(match.group(1))):
        remedy = f"write their names: {', '.join(f'{name}=' for name in arguments if name not in ('name', 'title'))}"
        return match.group(1), "too many arguments without a name", remedy
    return None


def _arguments(owner: str) -> list[str]:
    """The arguments of a declaration or of a widget of the library; none of anything else."""
    import dogwatch
    from dogwatch.declare.widgets.arguments import arguments_of

    home = next((home for home in (dogwatch, dogwatch.widgets) if owner in home.__all__), None)
    called = getattr(home, owner, None)
    fields = getattr(called, "__attrs_attrs__", ())
    return [field.name for field in fields if field.name not in ("place", "module")] or list(arguments_of(called))


def _in_sight_or_ours(name: str, error: NameError) -> str:
    """What a name that is not bound was meant to be: one that is, or one of the library's that was not imported."""
    import dogwatch

    ours = set(dogwatch.__all__)
    seen = _names_in_sight(error)
    meant = nearest(name, {*ours, *seen})
    if meant in ours.difference(seen):
        return f"{'write' if meant == name else 'perhaps'}: from dogwatch import {meant}"
    return _meant(name, seen)


def _names_in_sight(error: NameError) -> set[str]:
    """The names that the code which raised could have meant; nobody means one of Python's exceptions in a catalog."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__ or sys.exc_info()[2])
    functions = (name for name in dir(builtins) if name[0].islower())
    return {name for name in (*frame.f_locals, *frame.f_globals, *functions) if not name.startswith("_")}


def _meant(name: str, known: Iterable[str]) -> str:
    meant = nearest(name, [word for word in known if not word.startswith("_")])
    return f"did you mean {meant!r}?" if meant else "import or declare it first, or mend the name"
