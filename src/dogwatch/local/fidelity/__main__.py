"""Prints the page `docs/fidelity.md`."""

import sys

from dogwatch.local.fidelity import page

sys.stdout.write(page())
