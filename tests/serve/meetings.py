"""Two invented articles on one meeting, with tabs and quotation marks where they hurt, and what is exported of them."""

import json
from pathlib import Path

import onrecord
from onrecord.archive import Archive
from onrecord.serve.exports import EXPORTS, Wanted
from onrecord.serve.exports.events import event_rows

FIRST = (
    "BERGEN, May 14 - Norwegian Prime Minister Ana Lund met French President Luc Moreau in Bergen on Tuesday.\n"
    'Police shot and killed two men in Dallas, Texas, on Monday. Norway praised Luis "Lucho" Paz.\n'
    "The ministry said that Norway would send aid to Chad next week. Lund denied that Norway had attacked Chad.\n"
    "In 1994 Norway invaded Chad.\n"
)
SECOND = "French President Luc Moreau met Norwegian Prime Minister Ana Lund in Bergen on Tuesday, officials said.\n"
ARTICLES = [
    {"id": "one", "publisher": 'The "Harbour"\tPost', "published": "2024-05-15", "url": "https://harbour.example/1"},
    {"id": "two", "publisher": "Fjord News", "published": "2024-05-15T09:30:00+02:00", "url": "two.txt"},
]


def archive_of(articles, folder) -> Path:
    """The path of an archive of some articles, that is built in a folder."""
    (folder / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    onrecord.build(folder / "a.onrecord", folder / "in.jsonl")
    return folder / "a.onrecord"


def meeting_in(folder) -> Path:
    """The path of an archive of the two articles."""
    return archive_of([one | {"text": text} for one, text in zip(ARTICLES, (FIRST, SECOND), strict=True)], folder)


def exported(path, form, folder, **how):
    folder.mkdir(parents=True, exist_ok=True)
    with Archive.open(path) as archive:
        return EXPORTS[form](Wanted(archive, None, folder, **how))


def points(path):
    with Archive.open(path) as archive:
        return [(record, p) for record in archive.records() for p in record.points if p.kind == "event"]


def rows(path, **how):
    with Archive.open(path) as archive:
        return list(event_rows(archive, None, **how))
