"""The alternative: the same bodies written and read with Datadog's own client. Run as a process of its own.

python -m tests.bench.official apply BODIES.json PARALLEL
python -m tests.bench.official list
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from datadog_api_client import ApiClient, Configuration
from datadog_api_client.v1.api.monitors_api import MonitorsApi
from datadog_api_client.v1.model.monitor import Monitor


def main() -> None:
    configuration = Configuration(host=os.environ["DATADOG_HOST"])
    configuration.connection_pool_maxsize = 64
    with ApiClient(configuration) as client:
        api = MonitorsApi(client)
        if sys.argv[1] == "list":
            print(sum(1 for _ in api.list_monitors_with_pagination(page_size=1000)))
        else:
            _apply(api, json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), int(sys.argv[3]))


def _apply(api: MonitorsApi, bodies: list[dict[str, Any]], parallel: int) -> None:
    with ThreadPoolExecutor(parallel) as pool:
        print(len(list(pool.map(lambda body: api.create_monitor(Monitor(**body)).id, bodies))))


if __name__ == "__main__":
    main()
