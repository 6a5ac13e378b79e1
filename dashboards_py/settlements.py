"""What banks settle, kept once for all dashboards that show it, those of other teams too."""

from dogwatch import Powerpack, TemplateVariable, widgets
from features import payment, settled

_paid = settled.source.where(state="settled").sum()
_not_settled = settled.source.where("!state:settled").sum()

settlements = Powerpack(
    "settlements",
    feature=payment,
    title="What banks settle",
    description="Payments by bank, and why those that failed did: for whoever depends on payments.",
    variables=[TemplateVariable("env")],
    widgets=[
        widgets.timeseries("Settled, by bank", _paid.by("bank").as_count(), display="bars", width=6),
        widgets.toplist("Not settled, by bank", _not_settled.by("bank").as_count(), width=3),
        widgets.toplist("Not settled, by state", _not_settled.by("state").as_count(), width=3),
    ],
)


def shown_settlements() -> widgets.Widget:
    """The powerpack on a dashboard, whose own variables it follows."""
    return widgets.powerpack("What banks settle", settlements, controlled_externally={"env": ["$env"]})
