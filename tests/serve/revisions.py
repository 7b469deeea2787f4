"""Reports of one agency that two papers print again with a sentence more, and what no later version has."""

from pathlib import Path

from meetings import archive_of

WIRE = (
    "SELMA, March 4 (Reuters) - A fire destroyed a paint warehouse in the port of Selma early on Monday and two guards"
    " were treated for smoke, the port authority said.\n\n"
    "The blaze broke out at about three in the morning in a building that stores solvents for the shipyard, port"
    " director Ana Lund said. Forty firefighters fought it for five hours.\n\n"
    '"We heard one bang and then the whole roof went up," said crane driver Rui Paz. Trains to the container terminal'
    " were stopped until noon.\n\n"
    "The warehouse belongs to Atlantic Coatings, which employs eighty people in Selma. The company said that production"
    " would continue at its plant in Dunmore.\n\n"
)
OWN = '"The crane driver lit it and he ran away from us," harbour master Eva Holt said on Monday.\n\n'
REST = (
    "Schools near the port of Selma stayed closed for the day, and the ferry to Brack left two hours late. The"
    " council meets on Thursday to speak of the stores of solvents that stand close to houses, and has asked the"
    " owners to come. Residents of the quay had written three letters about them since the summer, of which two"
    " were never answered."
)
ARTICLES = (
    {"id": "w-0", "publisher": "The Guardian", "published": "2024-03-04T06:00:00Z", "text": WIRE},
    {"id": "w-1", "publisher": "Lowland Ledger", "published": "2024-03-04T07:00:00Z", "text": OWN + WIRE},
    {"id": "w-2", "publisher": "Coast Post", "published": "2024-03-04T08:00:00Z", "text": WIRE},
    {
        "id": "w-3",
        "publisher": "theguardian.com",
        "published": "2024-03-04T09:00:00Z",
        "text": WIRE[:330] + "\n\n" + REST,
    },
    {
        "id": "w-0b",
        "publisher": "The Guardian",
        "published": "2024-03-04T12:00:00Z",
        "revision_of": "w-0",
        "text": WIRE + "The cause is not known, the port authority said on Monday afternoon.",
    },
    {
        "id": "w-1b",
        "publisher": "Lowland Ledger",
        "published": "2024-03-04T13:00:00Z",
        "revision_of": "w-1",
        "text": WIRE + "The fire had been put out by eight, the port authority said on Monday afternoon.",
    },
)


def revisions_in(folder) -> Path:
    """The path of an archive of the reports and their later versions."""
    told = [{"headline": "Fire destroys paint warehouse in Selma"} | article for article in ARTICLES]
    return archive_of(told, folder)
