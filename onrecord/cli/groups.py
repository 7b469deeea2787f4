"""The group of all commands, and how every command ends."""

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from click import Group as DefaultGroup  # click_default_group has no types
else:
    from click_default_group import DefaultGroup


class Commands(DefaultGroup):
    """How every command ends: 0 done, 1 something skipped under --strict, 2 wrong usage, 130 stopped by Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was asked for."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except OnrecordError as error:
            from onrecord.serve import terminal

            terminal.say(f"onrecord: {error}", sys.stderr)
            ctx.exit(2)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.exit(130)
        ctx.exit(1 if ctx.meta.get("strict") and ctx.meta.get("skipped") else 0)


@click.group(cls=Commands, default="read", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def commands() -> None:
    """Read several news articles about one event: what they say, on whose word, from how many origins at most,
    which of them repeat one text, and where they differ.

    onrecord PATH... is short for onrecord read PATH...
    """
