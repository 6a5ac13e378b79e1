"""`make site`: the documentation as a site in build/site, to be read from there or served from anywhere.

Whatever is wrong ends it with 1: a link or an anchor that leads nowhere, a page in no section, a warning of Zensical.
"""

from __future__ import annotations

import sys
import time

from tests.site.build import Faulty, build
from tests.site.pages import ROOT

if __name__ == "__main__":
    begun = time.monotonic()
    try:
        pages = build(ROOT, ROOT / "build")
    except Faulty as error:
        sys.exit(str(error))
    print(f"build/site/index.html: {pages} pages in {time.monotonic() - begun:.1f} s")
