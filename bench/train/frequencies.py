"""Document frequencies of common words, from the articles of allsides: prints onrecord/wordlists/frequencies.tsv.

usage: frequencies.py DATA > onrecord/wordlists/frequencies.tsv      (DATA has allsides/articles.jsonl.xz)
"""

import json
import lzma
import sys
from collections import Counter
from pathlib import Path

from onrecord import settings, tokens

EVERY, AT_LEAST = 3, 0.003


def main(data: Path) -> None:
    frequencies: Counter[str] = Counter()
    n_articles = 0
    with lzma.open(data / "allsides" / "articles.jsonl.xz", "rt") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                text = json.loads(line)["text"][: settings.CLUSTER_LENGTH].lower()
                found = tokens.words(text)
                frequencies.update({text[s:e] for s, e in zip(found.starts, found.ends, strict=True)})
                n_articles += 1
    print(
        f"# articles of 10,000 that have the word (from {AT_LEAST:.1%}); counted by bench/train/frequencies.py in"
        f" {n_articles:,} articles of allsides; counts only, Apache-2.0"
    )
    for word, count in sorted(frequencies.items(), key=lambda item: (-item[1], item[0])):
        if count >= AT_LEAST * n_articles and word.isascii():
            print(f"{word}\t{round(10_000 * count / n_articles)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
