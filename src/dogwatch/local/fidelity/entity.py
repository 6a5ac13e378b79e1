"""How true the embedded Datadog is about entities of the software catalog."""

from __future__ import annotations

from .row import Row

ENTITIES = (
    Row("upsert (202), list, delete (204); shape of each answer", "exact", "recorded; times have microseconds"),
    Row("how a definition comes back", "exact", "recorded: `namespace` added, empty lists left out, ids ignored"),
    Row("a second write under kind, namespace and name", "approximate", "replaces all of the first, as documented"),
    Row("unknown fields, missing names, 404", "approximate", "400 by the schema v3, 404; words ours"),
    Row("filters by id, reference, name, kind and owner; pages of 100", "approximate", "by the schema, by id"),
    Row(
        "YAML, schemas before v3, kinds that people define, `preview`, relations, discovered services, other filters, "
        "`include` of anything but `schema`",
        "refused",
        "501",
    ),
    Row("when a write shows", "decided", "at once; the real answer is `accepted`"),
)

TABLES = {"Entities of the software catalog": ENTITIES}
