"""Datadog's own client, pointed at an embedded Datadog."""

from collections.abc import Iterator

import pytest
from datadog_api_client import ApiClient, Configuration

from dogwatch.local.server import running


@pytest.fixture
def client() -> Iterator[ApiClient]:
    with running() as server:
        configuration = Configuration(host=server.url)
        configuration.api_key = {"apiKeyAuth": server.keys.api, "appKeyAuth": server.keys.application}
        with ApiClient(configuration) as client:
            yield client
