"""How true the embedded Datadog is about what it sends to webhooks and channels."""

from __future__ import annotations

from .row import Row

RECEIVERS = (
    Row(
        "who receives",
        "decided",
        "webhooks and channels that `dogwatch up --receiver` names, for each handle an address",
    ),
    Row("payload of a webhook without its own", "approximate", "fields as receivers have published them"),
    Row("variables of payloads", "exact", "as documented; `$TAGS[key]`, and one's own in addresses and headers too"),
    Row("variables of incidents, signals, tests, pictures, samples of logs and people", "decided", "stand for nothing"),
    Row("`$ALERT_STATUS` of what is no metric monitor", "decided", "empty"),
    Row(
        "`$EVENT_TYPE`", "approximate", "`query_alert_monitor`, `metric_alert_monitor`, `service_check`; others by type"
    ),
    Row("`$LINK` without an event", "decided", "the address of the monitor"),
    Row("`$TEXT_ONLY_MSG`", "approximate", "the text of the event without marks and addresses"),
    Row("values within JSON", "decided", "are escaped, so that the payload stays JSON"),
    Row("payloads as a form", "approximate", "the fields of the JSON object; what lies deeper as JSON"),
    Row(
        "tries", "approximate", "15 s each; 5xx, 429 and no answer are tried again, three times in all; documented is 5"
    ),
    Row(
        "a queue for each receiver",
        "exact",
        "as documented: none waits for another; a thousand posts at most (decided)",
    ),
    Row("Slack", "decided", "an attachment with title, colour, text and tags; its form is ours"),
    Row(
        "the list of Slack's channels",
        "decided",
        "those with a receiver, in an account of any name; refused while `@slack-*` receives for all",
    ),
    Row(
        "a webhook by its name",
        "approximate",
        "those with a receiver, without the address; 404 in our words",
    ),
    Row("PagerDuty, Opsgenie, Microsoft Teams, teams", "refused", "501 `not emulated: METHOD /path`"),
    Row("pagers, mail, other integrations", "absent", "counted as unheard"),
)

TABLES = {"Webhooks and channels": RECEIVERS}
