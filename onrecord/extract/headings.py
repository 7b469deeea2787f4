"""Names in headings, where every word has a capital: cut to the names that the article has elsewhere."""

from onrecord import settings, wordlists
from onrecord.extract import gazetteers
from onrecord.extract.entities import Name
from onrecord.schema import MentionKind

_SHORT = 3
_ENDS = frozenset({".", "”", '"', ",", ";"})


def repaired(names: list[Name], words: list[str]) -> list[Name]:
    r"""Names without the words of a heading around them: of "*Ana Roy Slams* Rivals" Ana Roy, if she is named below.

    >>> from onrecord import tokens
    >>> text = "Ana Roy Slams Rivals Over Harbour Plan\nThe mayor, Ana Roy, spoke."
    >>> words = [token.text for token in tokens.parse(text)]
    >>> repaired([Name(0, 3, "person"), Name(11, 13, "person")], words)
    [Name(start=0, end=2, kind='person'), Name(start=11, end=13, kind='person')]
    """
    inside = _in_headings(words)
    if not inside:
        return names
    told = _told(names, words, inside)
    found = []
    for name in names:
        text = " ".join(words[name.start : name.end])
        whole = name.end - name.start == 1 or words[name.end - 1].lower() in wordlists.words("name_ends")
        if name.start not in inside or whole or text in gazetteers.known_names() or text in told:
            found.append(name)
        elif (part := _part(name, words, told)) is not None:
            found.append(part)
        elif not any(word.lower() in wordlists.words("plain_words") for word in words[name.start : name.end]):
            found.append(name)
    return found


def _in_headings(words: list[str]) -> set[int]:
    """The tokens of lines in which nearly every longer word has a capital and that end like no sentence."""
    found: set[int] = set()
    start = 0
    for i in range(len(words) + 1):
        if i == len(words) or "\n" in words[i]:
            longer = [word for word in words[start:i] if word.isalpha() and len(word) > _SHORT]
            capital = sum(word[0].isupper() for word in longer)
            shown = capital >= settings.EXTRACT_HEADING_CAPITALS * len(longer)
            if shown and len(longer) >= settings.EXTRACT_HEADING_WORDS and words[i - 1] not in _ENDS:
                found.update(range(start, i))
            start = i + 1
    return found


def _told(names: list[Name], words: list[str], inside: set[int]) -> dict[str, MentionKind]:
    """The names outside headings, and the surnames of persons."""
    found: dict[str, MentionKind] = {}
    for name in names:
        if name.start not in inside:
            found.setdefault(" ".join(words[name.start : name.end]), name.kind)
            if name.kind == "person":
                found.setdefault(words[name.end - 1], "person")
    return found


def _part(name: Name, words: list[str], told: dict[str, MentionKind]) -> Name | None:
    """The longest part of a name that is told elsewhere, the first of them."""
    for length in range(name.end - name.start - 1, 0, -1):
        for start in range(name.start, name.end - length + 1):
            kind = told.get(" ".join(words[start : start + length]))
            if kind is not None:
                return Name(start, start + length, kind)
    return None
