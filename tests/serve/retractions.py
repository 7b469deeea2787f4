"""A report on an arrest, the version that takes it back, and what an agency and its own page say of another."""

from pathlib import Path

from meetings import archive_of

TOOK_BACK = "Correction: an earlier version of this article was wrong and was changed. The Courier regrets the error."
ARTICLES = (
    {
        "id": "k-1",
        "publisher": "Kalmar Courier",
        "published": "2024-05-06T08:00:00Z",
        "headline": "Police arrest mayor of Kalmar",
        "text": "Police arrested the mayor of Kalmar on Monday. The mayor, Nils Ek, was taken to the station in Vasa."
        "\n\nOfficers searched the town hall on Monday morning.",
    },
    {
        "id": "k-2",
        "publisher": "Kalmar Courier",
        "published": "2024-05-06T15:00:00Z",
        "revision_of": "k-1",
        "headline": "Police search town hall of Kalmar",
        "text": "Officers searched the town hall of Kalmar on Monday morning. Nobody was taken to the station."
        f"\n\n{TOOK_BACK}",
    },
    {
        "id": "k-3",
        "publisher": "Coast Daily",
        "published": "2024-05-06T16:00:00Z",
        "headline": "Town hall of Kalmar searched",
        "text": "Officers searched the town hall of Kalmar on Monday, the prosecutor's office said.\n\nSweden praised"
        " France. The governor said that Sweden would sanction Norway. Sweden denied that it had attacked Norway.",
    },
)
ARREST = "Police arrested the mayor of Kalmar"


def retraction_in(folder) -> Path:
    """The path of an archive of the report, the version that took the arrest back, and another paper's report."""
    return archive_of(ARTICLES, folder)
