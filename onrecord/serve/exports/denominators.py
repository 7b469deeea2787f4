"""Denominators: beside events, how many articles of each publisher and day they were read in."""

from onrecord.serve.exports import Wanted
from onrecord.serve.exports.archive_tables import PUBLISHER_DAYS, Kept
from onrecord.serve.exports.cells import Sheet

NAME = "articles_by_publisher_and_day.tsv"


def write_denominator(wanted: Wanted, kept: Kept) -> dict[str, int]:
    """The table `publisher_days` as a file; `kept` has noted every record of the export."""
    with Sheet(wanted.folder / NAME, PUBLISHER_DAYS.names) as sheet:
        for publisher, day, *counts in PUBLISHER_DAYS.rows(kept):
            sheet.write((publisher, day and day.isoformat(), *counts))
        return {sheet.name: sheet.rows}
