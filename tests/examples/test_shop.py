"""The sample shop, end to end: its services under ddtrace-run, the people in it, and what is reported of both."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from examples.shop.load import Report, crowd, visit_shop
from examples.shop.running import Shop, shop
from examples.shop.switches import Switches
from features import catalog
from tests.instrument.sink import Sink, sink
from tests.instrument.trace_agent import clean_environment
