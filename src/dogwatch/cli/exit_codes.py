"""What each command ends with, for scripts; docs/reference shows it as a table."""

from __future__ import annotations

from collections.abc import Mapping

# For all commands alike.
COMMON: Mapping[int, str] = {
    0: "done, or nothing to do",
    2: "the command line, the environment or the catalog is wrong: nothing was read or written",
    130: "interrupted by Ctrl-C (143: by SIGTERM)",
}

_NO_ANSWER = "Datadog refused, or did not answer"
_MOVED = "what the plan was made for has moved since: nothing was written"

# Beside those, or instead of their words.
OF_COMMANDS: Mapping[str, Mapping[int, str]] = {
    "init": {},
    "check": {2: "the catalog has mistakes"},
    "build": {},
    "export": {},
    "routes": {},
    "test": {1: "a test failed, or less was seen than --min-coverage"},
    "query": {1: "a query cannot be read"},
    "docs": {1: "--check: a file is not current"},
    "plan": {
        1: f"{_NO_ANSWER}; it would refuse a change, or apply would refuse the plan",
        3: "--exit-code: there is something to change",
    },
    "apply": {1: f"{_NO_ANSWER}; something failed or was left alone, or the plan is unsafe", 4: _MOVED},
    "sync": {1: f"{_NO_ANSWER}; something failed or was left alone, or the plan is unsafe", 4: _MOVED},
    "targets": {1: "keys are missing, or of another organisation than their target"},
    "rollback": {1: f"{_NO_ANSWER}; something failed", 4: _MOVED},
    "import": {1: f"{_NO_ANSWER}; something could not be read, written or made equal", 4: _MOVED},
    "mute": {1: _NO_ANSWER},
    "drift": {1: _NO_ANSWER, 3: "Datadog is not as declared"},
    "compare": {1: "the plans differ"},
    "fetch": {1: "GitHub refused, did not answer, or has no such file"},
    "comment": {1: "GitHub refused, or did not answer"},
    "doctor": {1: "something is missing or wrong"},
    "preview": {1: "the embedded Datadog refused, or did not answer"},
    "fire": {1: f"{_NO_ANSWER}; nothing alerted, or nobody wanted it"},
    "completion": {},
    "up": {0: "ended by Ctrl-C"},
    "drill": {0: "found out", 1: "not found out"},
    "demo": {1: "a step did not end as it should"},
}


def ends(name: str) -> dict[int, str]:
    """What a command ends with, by number."""
    return dict(sorted({**COMMON, **OF_COMMANDS[name]}.items()))
