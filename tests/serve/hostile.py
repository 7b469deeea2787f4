"""Articles that are written to break a page: invented, and built as any article is."""

from collections.abc import Iterator
from pathlib import Path

from onrecord import engine, pipeline
from onrecord.archive import Archive
from onrecord.schema import Article, Skipped

SCRIPT = "<script>window.pwned=1;alert('pwned')</script>"
MARKUPS = (
    SCRIPT,
    "</title></textarea></style></script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1><animate onbegin=window.pwned=1></svg>",
    '" onmouseover="window.pwned=1" autofocus onfocus="window.pwned=1" x="',
    "' onmouseover='window.pwned=1' x='",
    "--><script>window.pwned=1</script><!--",
    "]]><script>window.pwned=1</script>",
    "<iframe src=https://evil.example/></iframe><base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/a.css><style>*{display:none}</style>",
    "{{ 7*7 }}{{ cycler.__init__.__globals__ }}{% for x in range(9999999) %}a{% endfor %}{# gone #}${7*7}#{7*7}",
    "![picture](https://evil.example/a.png) [words](javascript:window.pwned=1) `code` <b>bold</b> # heading | cell",
    "&lt;script&gt;&amp;&#60;&quot;",
    "%3Cscript%3E%00%0d%0aSet-Cookie:a=b",
    '=HYPERLINK("https://evil.example/","A1")',
)
URLS = (
    "javascript:window.pwned=1//https://example.org/",
    " javascript:window.pwned=1",
    "java\tscript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "vbscript:msgbox(1)",
    "//evil.example/a",
    'https://example.org/"><script>window.pwned=1</script>',
    "https://example.org/' onclick='window.pwned=1",
    "https://[half/",
    "https://example.org:99999999/",
    "file:///etc/passwd",
    "https://user:secret@example.org/\u202egpj.exe",
    "https://xn--e1awd7f.example/\x00\r\nX: y",
)
BIDI = "".join(map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
ODD = (
    f"bidi {BIDI} \u202efdp.exe",
    f"controls {CONTROLS} \x1b]0;title\x07 \x1b[31m end",
    "floods Z" + "\u0301\u0334\u0489" * 4_000 + " end",
    "zero\u200bwidth\u200cand\u200djoiners\u2060\ufeff\u00ad end",
    "emoji \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1eb\U0001f1f7 \U000e0041 \ufffe\uffff\U0010ffff end",
    "lines\u2028and\u2029paragraphs\u0085end",
    "رئيس البلدية يقول إن المطحنة احترقت ليلة الاثنين",
    'ראש העיר אמר (שש) "הטחנה נשרפה" 6 <b>',
    "W" * 150_000,
)
IDS = (
    "a/b/c", "..", ".", "../../etc/passwd", "a?b=c&d#e", "50% off", "%2F%2e%00", "report.json", ".json", "x.json.json",
    "two words", " ", "\U0001f525\u202e", "\"quoted\"<b>'", "line\nbreak\r\n", "tab\there", "n\x00ul", "\ufffe",
    "story", "statements", "i" * 399, "i" * 401, "é" * 400, "a\\b", "a;b,c", "{story}", "{{7*7}}", "$(reboot)`id`",
    "export", "CON", "a+b", "@:=", "i" * 100_000, SCRIPT,
)  # fmt: skip
PUBLISHERS = (
    "The Courier",
    "the courier",
    "THE COURIER",
    "The Courier\u200f",
    "\u202eThe Courier\u202c",
    "The\u00a0Courier",
)

_TEXT = (
    "{0} Six men left the old mill in Norda on Monday, mayor Ana Reis told The Courier.\n"
    'The fire {1} killed at least 6 people. "We saw {2} burn," Reis said. {3}\n'
    "On Tuesday the mayor of Norda {1} met Chancellor Olaf Scholz in Berlin. {2} denied it.\n"
)


def articles() -> Iterator[Article]:
    """Articles that tell one story, as any program could hand them in; each is hostile in another place."""
    words = [*MARKUPS, *ODD, *URLS]
    for i in range(max(len(words), len(IDS))):
        word, odd, url = words[i % len(words)], ODD[i % len(ODD)], URLS[i % len(URLS)]
        short = word[:300]
        yield Article(
            id=IDS[i] if i < len(IDS) else f"hostile-{i}",
            text=_TEXT.format(odd[:9_000], short, MARKUPS[i % len(MARKUPS)], word[:9_000]),
            headline=(word, None, odd, short)[i % 4],
            publisher=(word, PUBLISHERS[i % len(PUBLISHERS)], short, odd)[i % 4],
            byline=word,
            dateline=short,
            url=url if i % 3 else word,
            credit=(short,),
            language=short,
            published=("2024-05-14T08:00:00Z", "2024-05-14", None, f"2024-05-1{i % 8}T08:00:00+00:00")[i % 4],
            published_reason=word,
            retrieved=short,
        )


def long_words() -> Iterator[Article]:
    """10 MB of one word as headline and URL, 1 MB as byline and publisher, and as much of it as a text may have."""
    word, text = (
        "w" * 10_000_000,
        "The ferry to Sela sank on Friday, captain Ivo Brandt told harbour radio. 8 passengers swam.",
    )
    yield Article("long-headline", text, headline=word)
    yield Article("long-byline", text + " All of them.", byline=word[:1_000_000])
    yield Article("long-publisher", text + " None of them.", publisher=word[:1_000_000])
    yield Article("long-url", text + " Some of them.", url=f"https://example.org/{word}")
    yield Article("long-text", f"{text} {word[:190_000]}")


def left_out() -> Iterator[Skipped]:
    """What was left out is told with words of the input, too."""
    yield from (Skipped(word, word, place=word, remedy=word) for word in (*MARKUPS, *ODD, *URLS))
    yield Skipped("w" * 10_000_000, "half \ud800 of a pair", place="w" * 10_000_000)


def build(path: Path) -> Path:
    """An archive of all of them."""
    with Archive.open(path, write=True) as archive:
        pipeline.build(archive, (one for made in (articles, long_words, left_out) for one in made()), run=engine.run)
    return path
