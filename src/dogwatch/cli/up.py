"""`dogwatch up`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.client import LOCAL_PORT
from dogwatch.values import Duration


class Delay(click.ParamType[Duration]):
    """A duration with its unit, such as 100ms."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Duration:
        try:
            return Duration.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command("up", help="Run the embedded Datadog on this machine until Ctrl-C.")
@click.option("--port", default=LOCAL_PORT, show_default=True, help="0 takes a free one.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Keep everything in this folder.")
@click.option("--durable", is_flag=True, help="Survive a power cut too, at the cost of speed.")
@click.option("--delay", type=Delay(), default="0s", show_default=True, help="Answer each request this much later.")
def command(port: int, data: Path | None, durable: bool, delay: Duration) -> None:
    from dogwatch.local import serve

    serve(data=data, port=port, durable=durable, delay=delay.seconds, announce=_announce)


def _announce(url: str) -> None:
    click.echo(f"The embedded Datadog answers at {url} until Ctrl-C.")
    click.echo(f"For other programs: DATADOG_HOST={url} DD_API_KEY=local DD_APP_KEY=local")
