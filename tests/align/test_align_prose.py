"""Own prose: what a writer wrote, told from what the text has of others and of its page."""

from onrecord.align import prose, trace
from onrecord.schema import Article

REPORT = "The harbour of Vell was closed on Monday after a crane fell across both of its quays in a gale."
AFTER = "Engineers from Lunde are expected to lift it on Thursday when the wind has turned to the north."
CAPTIONS = (
    "A crane lies across the northern quay in Vell on Monday morning.",
    "Dockers look at what is left of the small ferry house beside it.",
    "The mayor walks past the barrier with two engineers from Lunde.",
)


def own(text: str) -> str:
    """The words of own prose."""
    read = prose.read_all({"a": Article("a", text)}, {"a"})["a"]
    words = zip(read.text.words.starts, read.text.words.ends, read.own, strict=True)
    return " ".join(text[start:end] for start, end, is_own in words if is_own)


def test_a_gallery_is_no_prose() -> None:
    title = "Photos: A crane falls in Vell"
    gallery = " ".join(f"{title} {line} Hide Caption {n} of 3" for n, line in enumerate(CAPTIONS, 1))
    assert own(f"{REPORT}\n\n{title} {gallery}\n\n{AFTER}") == own(f"{REPORT}\n\n{AFTER}")


def test_a_speech_in_the_first_person_is_the_speakers() -> None:
    speech = "I told this council last year that my father built the crane, and I will not be sent away for its fall."
    assert own(f"{REPORT}\n\n{speech}\n\n{AFTER}") == own(f"{REPORT}\n\n{AFTER}")
    once = "Nobody whom I asked in the taverns of Vell had heard the crane fall, although all were awake by then."
    assert "taverns" in own(f"{REPORT}\n\n{once}\n\n{AFTER}")


def test_a_quoted_i_leaves_the_reporters_words() -> None:
    told = "“I ran as I have never run, and I lost my hat,” said the docker, who lives above the chandler in Vell."
    assert "lives above the chandler" in own(f"{REPORT}\n\n{told}\n\n{AFTER}")


def test_a_paragraph_after_a_colon_that_speaks_as_somebody_is_anothers() -> None:
    block = "You may not enter the harbour until we have measured every pile of both quays and found them to be sound."
    listed = "Vell has two quays and one slip, and the crane of the shipyard can reach all three in calm weather."
    assert own(f"{REPORT}\n\nThat was not all that stood on the door:\n\n{block}\n\n{AFTER}").count("measured") == 0
    assert "slip" in own(f"{REPORT}\n\nThis is how much of it is left for use:\n\n{listed}\n\n{AFTER}")


def test_turns_of_two_speakers_are_an_interview() -> None:
    asked = "Hult: Who had the keys of the crane on the night in which it fell?"
    answered = "Brandt: They hang on a nail in the office where everybody can take them."
    talk = "\n\n".join((asked, answered, asked.replace("keys", "papers"), answered.replace("nail", "hook")))
    assert own(f"{REPORT}\n\n{talk}\n\n{AFTER}") == own(f"{REPORT}\n\n{AFTER}")
    labels = "\n\n".join(f"Update: {line}" for line in CAPTIONS)
    assert "ferry house" in own(f"{REPORT}\n\n{labels}\n\n{AFTER}")


def test_turns_within_a_line_are_turns() -> None:
    talk = (
        "ANN HULT: Who had the keys of the crane that night? JO BRANDT: They hang in the office of the yard. "
        "ANN HULT: Can anybody take them from there? JO BRANDT: Everybody can, and most of us have done so."
    )
    assert own(f"{REPORT}\n\n{talk}\n\n{AFTER}") == own(f"{REPORT}\n\n{AFTER}")


def test_a_report_between_two_interviews_is_the_reporters() -> None:
    turns = [f"{name}: {line}" for name, line in zip(("HULT", "BRANDT") * 2, (*CAPTIONS, CAPTIONS[0]), strict=True)]
    between = " ".join(f"stone{n} was lifted{n} from the{n} quay" for n in range(70))
    page = "\n\n".join((*turns, between, *turns))
    assert "was lifted7 from" in own(page)
    assert "ferry house" not in own(page)


def test_a_post_begins_with_its_paragraph() -> None:
    post = (
        "The quays of this town are closed until the gale is over, so please stay at home. — Port of Vell (@portvell)"
    )
    assert own(f"{REPORT}\n\n{post}\n\n{AFTER}") == own(f"{REPORT}\n\n{AFTER}")
    apart = post.replace(". — ", ".\n\n— ")
    assert own(f"{REPORT}\n\n{apart}\n\n{AFTER}") == own(f"{REPORT}\n\n{AFTER}")


def test_a_columnists_life_is_furniture() -> None:
    life = "Ann Hult teaches history of cranes at Lunde. The opinions expressed in this commentary are hers alone."
    assert own(f"{life}\n\n{REPORT}\n\n{AFTER}") == own(f"{REPORT}\n\n{AFTER}")
    life = "Ann Hult is the author of two books about cranes and their drivers. You can follow her on Twitter."
    assert own(f"{REPORT}\n\n{AFTER}\n\n{life}") == own(f"{REPORT}\n\n{AFTER}")


def test_one_text_twice_on_a_page_that_gathers_is_two_states_of_it() -> None:
    text = f"{REPORT} {AFTER} {' '.join(CAPTIONS)}"
    first = Article("a", text, publisher="yahoo.com/news", published="2031-03-01")
    again = Article("b", text, publisher="yahoo.com/news", published="2031-03-02")
    elsewhere = Article("b", text, publisher="msn.com", published="2031-03-02")
    assert [copy.kind for copy in trace([first, again]).copies] == ["revision"]
    assert [copy.kind for copy in trace([first, elsewhere]).copies] == ["reprint"]


def test_forms_that_papers_of_one_house_share_are_furniture() -> None:
    forms = (
        "A link to this story of the crane has been sent to your friend's email address.",
        "To find out more about comments on this site please read the Guidelines of the Vell Post.",
        "Nine stories from the harbours of the north, delivered to your inbox every morning before six.",
    )
    assert own("\n\n".join((REPORT, *forms, AFTER))) == own(f"{REPORT}\n\n{AFTER}")
