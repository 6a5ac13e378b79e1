"""The organisations and environments this catalog is applied to: `dogwatch plan --target staging`.

Keys never stand here: each target names the environment variables that hold its own. `dogwatch targets` says whose they
are; that id belongs here as organisation="…", so that keys of any other organisation are refused before anything is
read or written.
"""

from dogwatch import Target

TARGETS = {
    "prod": Target("https://api.datadoghq.com", env="prod"),
    "staging": Target(
        "https://api.datadoghq.com",
        env="staging",
        api_key_from="DD_API_KEY_STAGING",
        app_key_from="DD_APP_KEY_STAGING",
    ),
}
