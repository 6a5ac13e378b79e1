"""Monitors that no signal describes."""

from dogwatch import Monitor, guarded
from features import index_age, payment, search, settled

index_is_old = Monitor(
    "index-is-old",
    feature=search,
    title="the search index is more than two hours old",
    what=(
        'The index was made {{eval "round(value/60)"}} minutes ago: people find products that are sold out. '
        "Start the indexer."
    ),
    query=index_age.source.max().over("10m") > 7200,
    warn=3600,
    # An indexer that is dead reports no age either.
    options={"on_missing_data": "show_and_notify_no_data"},
    absence="nothing says how old the index is: the indexer is dead",
)

# Of four payments one that fails is 75%, so banks with few of them tell nobody.
refused_by_a_bank = list(
    guarded(
        Monitor(
            "refused-by-a-bank",
            feature=payment,
            title="a bank settles less than 80% of payments",
            what=(
                "{{bank.name}} settled {{value}}% of payments in half an hour; the others may be fine. "
                "Ask that bank first."
            ),
            query=(
                100
                * settled.source.where(state="settled").sum().by("bank").as_count()
                / settled.source.sum().by("bank").as_count()
            ).over("30m")
            < 80,
            warn=90,
            options={"on_missing_data": "resolve", "evaluation_delay": 60},
            absence="no payments by that bank",
            pages=False,
        ),
        settled.source.sum().by("bank").as_count(),
        least=20,
        over="30m",
    )
)
