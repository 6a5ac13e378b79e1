"""What people write who use a command: a line or two, shown below its options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[str]] = {
    "init": ("dogwatch init", "dogwatch init shop --name shop --feature checkout --notify @slack-shop-alerts --yes"),
    "check": ("dogwatch check", "dogwatch check --env staging --json"),
    "build": ("dogwatch build", "dogwatch build --target prod --json > build.json"),
    "export": ("dogwatch export catalog.json", "dogwatch export --browser features.js"),
    "routes": ("dogwatch routes", "dogwatch routes --team payments --env prod"),
    "test": ("dogwatch test", "dogwatch test alert_tests -k checkout --junit results.xml"),
    "query": ("dogwatch query 'avg(last_5m):avg:system.load.1{env:prod} > 5'", "dogwatch query < queries.txt"),
    "docs": ("dogwatch docs", "dogwatch docs --check"),
    "plan": ("dogwatch plan --target prod", "dogwatch plan --local --feature checkout --json"),
    "apply": ("dogwatch apply --target prod", "dogwatch apply plan.json --yes"),
    "sync": ("dogwatch sync --target staging", "dogwatch sync --local --yes"),
    "targets": ("dogwatch targets", "dogwatch targets --json"),
    "rollback": ("dogwatch rollback --target prod", "dogwatch rollback --local --remove-created --yes"),
    "import": (
        "dogwatch import https://app.datadoghq.com/monitors/42 --out monitors/found",
        "dogwatch import --team payments --out monitors/payments --adopt",
    ),
    "mute": ('dogwatch mute checkout 2h --reason "The bank moves"', "dogwatch mute checkout --end"),
    "drift": ("dogwatch drift --target prod", "dogwatch drift --target prod --json"),
    "compare": ("dogwatch compare reviewed.json now.json",),
    "fetch": ("dogwatch fetch plan.json --artifact plan --run 42",),
    "comment": ("dogwatch comment plan.json --pr 7", "dogwatch comment --head ann:checkout --failed"),
    "doctor": (
        "dogwatch doctor --target prod",
        "dogwatch doctor --handles --slack-account acme",
        "dogwatch doctor --traffic --for 1m",
    ),
    "preview": (
        "dogwatch preview checkout --html checkout.html",
        "dogwatch preview checkout --png checkout.png --span 4h",
    ),
    "fire": ("dogwatch fire checkout/latency-p95 --target prod", "dogwatch fire checkout/latency-p95 --local --yes"),
    "completion": (
        "source <(dogwatch completion bash)",
        "dogwatch completion zsh > ~/.zfunc/_dogwatch",
        "dogwatch completion fish > ~/.config/fish/completions/dogwatch.fish",
    ),
    "up": ("dogwatch up --data .dogwatch", "dogwatch up --receiver '@slack-*=https://hooks.example.com/T1' --quiet"),
    "drill": ("dogwatch drill --list", "dogwatch drill checkout-slow"),
    "demo": ("dogwatch demo --once",),
}


def epilog(name: str) -> str | None:
    """The examples of a command as click shows them, each in a line of its own; None where there are none."""
    lines = EXAMPLES.get(name, ())
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)]) if lines else None
