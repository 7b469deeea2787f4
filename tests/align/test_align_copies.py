"""Copies: what makes one article a copy of another, which was first, and the words for it."""

from onrecord.align import trace
from onrecord.schema import Article

GREETED = (
    "Monday, July 9, 2031. President Ana Duarte smiles during her talk with Prime Minister Rui Sousa of Spain in the"
    " harbour. Fishermen had waited in the rain since dawn to hand over their letter about the northern channel."
)
SEATED = (
    "Monday, July 9, 2031. President Ana Duarte eats while guards stand by; her visitor, Prime Minister Rui Sousa, came"
    " late. Bakers closed their shops at noon and marched to the quay, where the band of the fire brigade played."
)


def test_names_and_dates_alone_are_no_shared_passage() -> None:
    assert not trace([Article("a", GREETED), Article("b", SEATED)]).passages
