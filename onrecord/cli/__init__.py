"""The commands. Each loads what it needs when it runs, so that `onrecord --help` answers at once."""

from onrecord.cli import archives, stages
from onrecord.cli.groups import commands

__all__ = ["archives", "commands", "main", "stages"]

main = commands
