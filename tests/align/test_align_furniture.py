"""Furniture: what repeats is known from all that was read, over batches and after a restart."""

from onrecord.align import Index, shared, trace
from onrecord.align.furniture import NAME, Furniture
from onrecord.align.texts import read
from onrecord.schema import Article

FORM = (
    "Join nine thousand readers who get the harbour letter each morning, with tides, ferries and the price of sardines."
)
MENU = (
    "please choose the island on which you live from the list below so that we can tell you when the next boat leaves "
    "and what it costs to take a bicycle or a dog along"
)
FILLERS = (
    "The mill at Vell lost its roof in a gale and the miller asked his cousins for tiles.",
    "A choir of bakers sang on the pier until the lamps went out and the gulls came back.",
    "Nobody in Lunde had seen so much snow, and the school bus slept under it for a week.",
    "The council bought an old crane for one crown and cannot say where it should stand.",
    "Two sisters opened a shop for kites beside the lighthouse, where there is always wind.",
    "Farmers near Orsa tried barley without ploughing and counted more larks than before.",
    "The museum of knots has moved to a cellar, and its longest rope did not fit the stairs.",
    "A judge in Brask let a rooster stay, since the neighbours had known of it beforehand.",
)
REPORT = (
    "The bridge over the Tarn sank by a hand on Monday after divers found that sand had been washed from under two of "
    "its piers, and lorries must now drive through three villages whose streets are hardly wider than they are. "
    "Engineers poured gravel through the night and expect to open one lane before the grape harvest begins."
)


def page(number: int, *parts: str, publisher: str | None = "Vell Post", published: str | None = None) -> Article:
    text = "\n\n".join(
        (FILLERS[number % len(FILLERS)], f"Number {number} of the series was told by a fisherman.", *parts)
    )
    return Article(f"p{number}", text, publisher=publisher, published=published)


def weekly(number: int) -> str:
    return f"2031-{1 + number // 4:02d}-{1 + 7 * (number % 4):02d}"


def lines(index: Index, article: Article) -> int:
    return int(index.furniture.repeated(read(article)).lines.sum())


def fed(pages: list[Article], *, restart: bool) -> Index:
    by_id = {article.id: article for article in pages}
    index, kept = Index(by_id.__getitem__), dict[str, bytes]()
    for start in range(0, len(pages), 2):
        shared(pages[start : start + 2], index=index)
        new, gone = index.changes()
        kept = {name: packed for name, packed in {**kept, **new}.items() if name not in gone}
        if restart:
            index = Index.load(kept, by_id.__getitem__)
    return index


def test_a_publishers_form_is_known_over_batches_and_restarts() -> None:
    pages = [page(n, FORM, published=weekly(n)) for n in range(4)]
    asked = Article("x", FORM, publisher="The Vell Post")
    for restart in (False, True):
        index = fed(pages, restart=restart)
        assert lines(index, asked) == read(asked).size
        assert lines(index, Article("y", FORM, publisher="Lunde Times")) == 0
        assert lines(index, Article("z", FORM)) == 0


def test_three_weeks_or_no_publisher_make_no_furniture() -> None:
    asked = Article("x", FORM, publisher="Vell Post")
    assert lines(fed([page(n, FORM, published=weekly(n)) for n in range(3)], restart=False), asked) == 0
    nobodys = [page(n, FORM, publisher=None, published=weekly(n)) for n in range(6)]
    assert lines(fed(nobodys, restart=False), Article("x", FORM)) == 0


def test_a_run_of_many_months_is_nobodys_whatever_the_publisher() -> None:
    pages = [page(n, MENU, publisher=f"Paper {n}", published=f"2031-{n + 1:02d}-03") for n in range(4)]
    asked = read(Article("x", MENU))
    assert fed(pages, restart=True).furniture.repeated(asked).runs.sum() > asked.size / 2
    one_month = [page(n, MENU, publisher=f"Paper {n}", published=f"2031-01-{n + 1:02d}") for n in range(4)]
    assert not fed(one_month, restart=True).furniture.repeated(asked).runs.any()


def test_the_order_within_a_batch_changes_nothing() -> None:
    pages = [page(n, FORM, MENU, published=weekly(n)) for n in range(8)]
    assert Furniture.of(map(read, pages)).segments() == Furniture.of(map(read, pages[::-1])).segments()


def test_a_story_knows_what_the_stream_repeats() -> None:
    first = Article("a", f"{FILLERS[0]}\n\n{FORM}\n\n{FORM}", publisher="Vell Post", published="2031-03-01")
    second = Article("b", f"{FILLERS[1]}\n\n{FORM}\n\n{FORM}", publisher="Orsa Echo", published="2031-03-01")
    before = [page(n, FORM, published=weekly(n)) for n in range(8)]
    echo = [Article(f"e{n}", f"{FILLERS[n]}\n\n{FORM}", publisher="Orsa Echo", published=weekly(n)) for n in range(8)]
    by_id = {article.id: article for article in (*before, *echo, first, second)}
    index = Index(by_id.__getitem__)
    shared([*before, *echo], index=index)
    passages = shared([first, second], index=index)
    alone, known = trace([first, second]), trace([first, second], passages=passages, index=index)
    assert alone.copies
    assert not known.copies
    assert not [origin for origin in known.origins if origin.kind == "handout"]


def test_a_true_copy_stays_one_in_a_stream() -> None:
    before = [page(n, FORM, published=weekly(n)) for n in range(8)]
    first = Article("a", f"{REPORT}\n\n{FORM}", publisher="Vell Post", published="2031-03-01")
    second = Article("b", f"{REPORT}\n\n{FILLERS[3]}", publisher="Orsa Echo", published="2031-03-02")
    by_id = {article.id: article for article in (*before, first, second)}
    index = Index(by_id.__getitem__)
    shared(before, index=index)
    assert trace([first, second], index=index).copies[0].own_share == 1


def test_segments_are_few_and_named_apart() -> None:
    index = fed([page(n, FORM, published=weekly(n)) for n in range(8)], restart=True)
    names = [name for name in index.segments() if name.startswith(NAME)]
    assert 1 <= len(names) <= 2 < len({*names, *index.segments()}) + 1
