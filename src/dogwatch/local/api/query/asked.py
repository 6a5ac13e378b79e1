"""Reading the queries of a request, with errors as answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dogwatch.errors import NotEvaluated, QuerySyntaxError
from dogwatch.local.api import errors


@contextmanager
def answerable() -> Iterator[None]:
    """Refuses with 400 what is no query, and with 501 what is not evaluated here."""
    try:
        yield
    except QuerySyntaxError as error:
        raise errors.Refused(400, errors.bad_query(str(error))) from error
    except NotEvaluated as error:
        raise errors.not_emulated(str(error)) from error
