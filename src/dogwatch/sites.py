"""Datadog's sites, such as `datadoghq.eu`: the addresses of their API and of what people see in the browser.

Sources: the servers of Datadog's v1 API description; docs: getting started with sites.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from .errors import UsageError

FIRST_SITE = "datadoghq.com"
SITES = (
    FIRST_SITE,
    "us3.datadoghq.com",
    "us5.datadoghq.com",
    "ap1.datadoghq.com",
    "ap2.datadoghq.com",
    "uk1.datadoghq.com",
    "datadoghq.eu",
    "ddog-gov.com",
    "us2.ddog-gov.com",
)
# What stands in front of the sites that have a region in their name.
_REGIONS = frozenset({"us3", "us5", "ap1", "ap2", "uk1"})


def site_url(site: str) -> str:
    """The address of the API of a site such as `datadoghq.eu`."""
    if "/" in site or " " in site or "." not in site:
        raise UsageError(
            f"{site!r} is no Datadog site; write one like datadoghq.com, us5.datadoghq.com or datadoghq.eu"
        )
    return f"https://api.{site}"


def site_in(address: str) -> str | None:
    """The site of Datadog that an address, or a site with something in front or behind, is of: the API's, the one that
    people see, or an organisation's own; None where it is of none.
    """
    host = urlsplit(address if "://" in address else f"https://{address}").hostname or ""
    fitting = [site for site in SITES if host == site or host.endswith(f".{site}")]
    return max(fitting, key=len, default=None)


def app_url(api: str) -> str:
    """Where people see what the API at an address stores; an address that is no site's shows it itself.

    Sites with a region in front, such as `us5.datadoghq.com`, are seen at their own name, the others below `app.`.
    """
    host = urlsplit(api).hostname or ""
    site = host.removeprefix("api.")
    if site == host or urlsplit(api).port is not None:
        return api.rstrip("/")
    return f"https://{site}" if site.count(".") > 1 else f"https://app.{site}"


def is_seen_at(address: str, app: str) -> bool:
    """Whether a page's address belongs to the Datadog that is seen at `app`: an organisation may have a name of its own
    in front, as in `acme.datadoghq.com` (docs: custom organisation landing page).
    """
    host, seen = urlsplit(address).netloc.lower(), urlsplit(app).netloc.lower()
    site = seen.removeprefix("app.")
    return host == seen or (seen != site and host.endswith(f".{site}") and host.split(".")[0] not in _REGIONS)
