"""The rules by which messages are read and rendered, each with a name and how true to Datadog it is."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

_VARIABLES = "monitors/notify/variables"
_EVALUATION = "monitors/guide/template-variable-evaluation"

BLOCKS: Final = (
    Rule(
        "blocks-of-transitions",
        "exact",
        "`is_alert`, `is_warning`, `is_no_data`, `is_unknown`, `is_recovery`, `is_alert_recovery`,"
        " `is_warning_recovery`, `is_no_data_recovery`, `is_alert_to_warning`, `is_renotify`, with `^` and `{{else}}`,"
        " in each other too; a reminder holds for its state as well",
        _VARIABLES,
    ),
    Rule("blocks-undocumented", "approximate", "`is_warning_to_alert`, `is_no_data_to_alert`: used, not documented"),
    Rule(
        "is-match",
        "exact",
        "whether one of the texts is a part of the value; the empty text asks whether there is a value; a number is a"
        " text",
        _VARIABLES,
    ),
    Rule(
        "is-exact-match", "exact", "whether the value is one of the texts; numbers by what they are worth", _VARIABLES
    ),
    Rule("is-exact-match-empty", "decided", "the empty text asks whether there is no value"),
    Rule(
        "match-without-name",
        "approximate",
        '`"env"` is `"env.name"`, as in an example of the page; a bare word is the variable of that name, a function in'
        " parentheses its value",
        _VARIABLES,
    ),
    Rule("match-case", "decided", "capital letters are others; several values of a tag are one text with commas"),
    Rule("is-priority", "exact", "the monitor's priority, `'P1'` to `'P5'`", _VARIABLES),
    Rule("is-priority-overridden", "decided", "`override_priority` does not change what `is_priority` asks"),
    Rule(
        "block-of-variable", "approximate", "`{{#host.name}}`: whether the variable has a value; an older page has it"
    ),
    Rule("block-unknown", "decided", "never shown; `check` names it. So with `if`, `unless`, `each` and `with`"),
    Rule("space-around-blocks", "approximate", "stays as written, as in notifications that people have published"),
)

VARIABLES: Final = (
    Rule(
        "variables",
        "exact",
        "`value`, the thresholds, `comparator`, `first_triggered_at`, `last_triggered_at`, both as `_epoch` in"
        " milliseconds, `triggered_duration_sec`; tags and facets by `.name`, in brackets with dots; of events, logs,"
        " checks, composites and SLOs see the rules of notifications",
        _VARIABLES,
    ),
    Rule("variable-absent", "exact", "nothing stands in its place", _VARIABLES),
    Rule("variable-of-several-values", "exact", "with commas, in the order of the alphabet", _VARIABLES),
    Rule("variable-with-dots", "approximate", "without brackets the first step is the key, so a key with dots is none"),
    Rule(
        "numbers",
        "approximate",
        "up to three decimals, at least one (`60.0`, `63.002`), as in notifications that people have published",
    ),
    Rule("dates", "decided", "`Wed Jun 03 2020 20:43:04`, as in the text of events, without its `UTC`"),
    Rule(
        "escaping",
        "approximate",
        "as Handlebars escapes, unless it has three braces; `comparator` and `log.link` never (decided)",
        _VARIABLES,
    ),
    Rule("variable-never-read-again", "decided", "braces and functions in what a variable stands for stay as they are"),
    Rule("comments", "exact", "`{{!-- … --}}`, and `{{!-- … }}` or `{{! … }}` where no braces are within", _VARIABLES),
    Rule("raw-text", "exact", "`{{{{raw}}}}…{{{{/raw}}}}`, and conditions in its place, without `#`", _VARIABLES),
    Rule("local-time", "exact", "`2021-05-31 23:43:27+09:00`", _VARIABLES),
    Rule("local-time-elsewhere", "decided", "nothing for a zone that is none, and for what is no time"),
    Rule("override-priority", "exact", "the last one that is shown counts", "monitors/notify"),
    Rule("urlencode", "approximate", "everything but letters, digits and `_.-~` is encoded", _VARIABLES),
)

EVALUATION: Final = (
    Rule(
        "eval-operators",
        "exact",
        "`+ - * / % ^` with parentheses; powers before products before sums (decided), `-2 ^ 2` is -4, `2 ^ 3 ^ 2` is"
        " 512 (decided)",
        _EVALUATION,
    ),
    Rule(
        "eval-functions",
        "exact",
        "`abs int float trunc dec round ceil floor sgn to_bool exp log10 sin sinh asin asinh cos cosh acos acosh tan"
        " tanh atan atan2 atanh upper lower substring strip`",
        _EVALUATION,
    ),
    Rule("eval-humanize", "approximate", "`humanize_bytes`, `humanize_bits`: steps of 1024, `1.5 GB`; words are ours"),
    Rule("eval-rounding", "decided", "`int` and `trunc` round down, `round` rounds halves away from zero"),
    Rule("eval-strip", "decided", "`strip` takes off any of the letters, in any order"),
    Rule("eval-numbers", "decided", "whole numbers stay whole but in a division; twelve digits at most"),
    Rule("eval-of-nothing", "decided", "nothing where a variable is absent or no number, or there is no result"),
    Rule("eval-unreadable", "decided", "an expression that cannot be read comes to nothing; `check` points at it"),
)

TELLING: Final = (
    Rule("handles", "exact", "those that still stand in the text when its blocks are resolved", _VARIABLES),
    Rule(
        "handle-in-space",
        "exact",
        "a handle needs white space around it; `(`, `,` and `;` do as well",
        "monitors/notify",
    ),
    Rule("handle-at-a-block", "decided", "the tag of a block is white space for the handle beside it"),
    Rule(
        "handles-dynamic", "exact", "`@slack-{{service.name}}`; functions and whole handles too (decided)", _VARIABLES
    ),
    Rule("handle-from-data", "decided", "what a variable stands for begins no handle: data tell nobody by themselves"),
    Rule(
        "message-unreadable",
        "approximate",
        "a block that does not end, an end of none, braces that do not match: nobody is told, as reported; the text"
        " goes out as it stands (decided)",
    ),
    Rule("message-handlebars", "decided", "partials, `&`, `~`, `else if` make a message that cannot be read"),
)

RULE_TABLES: Final[dict[str, tuple[Rule, ...]]] = {
    "Blocks": BLOCKS,
    "Variables": VARIABLES,
    "Evaluation": EVALUATION,
    "Who is told": TELLING,
}
