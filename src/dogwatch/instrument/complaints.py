"""What a service's operators should know of its metrics: logged once each, never raised."""

from __future__ import annotations

_LOGGED: set[str] = set()
# So many different ones are more than anybody reads.
_MOST = 100


def complain(about: str, text: str, *, level: str = "WARNING") -> None:
    """Logs under `dogwatch.instrument`, once in a process for all that have the same `about`."""
    if about in _LOGGED or len(_LOGGED) >= _MOST:
        return
    _LOGGED.add(about)
    # Loaded when there is something to say: it is a fifth of what importing this package may cost.
    import logging

    logging.getLogger("dogwatch.instrument").log(getattr(logging, level), text)
