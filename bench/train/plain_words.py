"""Words that stand without a capital inside sentences, from the articles of allsides: prints wordlists/plain_words.tsv.

usage: plain_words.py DATA > onrecord/wordlists/plain_words.tsv      (DATA has allsides/articles.jsonl.xz; 12 minutes)

A word counts once an article, where a word in lower case stands before it on a line that is no headline. No seed; the
same list each time.
"""

import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ARTICLES, PUBLISHERS, SHARE, HEADLINE = 25, 3, 0.95, 0.12
WORD = re.compile(r"(?<=[a-z,] )[A-Za-z]{2,}(?=[ ,.;:)’'”\"]|$)")


def main(data: Path) -> None:
    plain, capital = Counter[str](), Counter[str]()
    publishers: dict[str, set[str]] = defaultdict(set)
    with lzma.open(data / "allsides" / "articles.jsonl.xz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            for word in _words(row["text"]):
                if word.islower():
                    plain[word] += 1
                    publishers[word].add(row["outlet"])
                elif word[1:].islower() or word.isupper():
                    capital[word.lower()] += 1
    print(
        f"# Words that stand without a capital inside sentences (in {ARTICLES} articles of {PUBLISHERS} publishers and"
        f" more, {SHARE:.0%} of the times); counted by bench/train/plain_words.py in allsides; no names. Apache-2.0."
    )
    for word in sorted(plain):
        often = plain[word] >= ARTICLES and len(publishers[word]) >= PUBLISHERS and len(word) > 2
        if often and plain[word] >= SHARE * (plain[word] + capital[word]):
            print(word)


def _words(text: str) -> set[str]:
    found: set[str] = set()
    for line in text.split("\n"):
        if sum(char.isupper() for char in line) < HEADLINE * len(line):
            found.update(WORD.findall(line))
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
