"""Who is told what: handles, the transitions of a monitor, and the message that says so."""
