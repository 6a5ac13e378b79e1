from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from dogwatch.local.server import Agent, Running, running
from tests.local.intake.spans import span, v04


def sent(server: Running, **headers: str) -> int:
    """The status of the answer to a trace."""
    url = f"http://127.0.0.1:{server.agent.trace_port}/v0.4/traces"
    return int(urllib.request.urlopen(urllib.request.Request(url, v04([[span()]]), headers), timeout=10).status)


def test_a_page_of_somebody_else_in_a_browser_reports_nothing() -> None:
    with running(agent=Agent(trace_port=0)) as server:
        assert sent(server) == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            sent(server, Origin="http://shop.example.com")
        refused.value.close()
        assert refused.value.code == 403
