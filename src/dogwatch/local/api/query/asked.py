"""What requests for queries have in common: errors as answers, and the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dogwatch.errors import NotEvaluated, QuerySyntaxError
from dogwatch.local.api import errors

# At a point a day, which is the longest interval, more than Datadog answers.
LONGEST = 1500 * 86400
# The year 5138; a number above it is one of milliseconds.
_LATEST = 100_000_000_000


@contextmanager
def answerable() -> Iterator[None]:
    """Refuses with 400 what is no query, and with 501 what is not evaluated here."""
    try:
        yield
    except QuerySyntaxError as error:
        raise errors.Refused(400, errors.bad_query(str(error))) from error
    except NotEvaluated as error:
        raise errors.Refused(501, str(error)) from error


def window(begin: int, end: int) -> tuple[int, int]:
    """The window in seconds, `end` no longer in it; refuses with 400 one that is none."""
    if not 0 <= begin < _LATEST:
        raise errors.invalid("from")
    if not begin < end < _LATEST:
        raise errors.invalid("to", "it is not later than from" if end <= begin else None)
    if end - begin > LONGEST:
        raise errors.invalid("to", f"the window is longer than {LONGEST // 86400} days")
    return begin, end
