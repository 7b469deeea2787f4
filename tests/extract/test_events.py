from functools import cache

import pytest

from onrecord import tokens
from onrecord.extract import annotate_all, clues, events, relations, roots
from onrecord.extract.readings import Reading
from onrecord.schema import Actor, Article, Event, Mention, Place, Quote, Span, TimeExpression, content_id


@cache
def parsed(text):
    return tokens.parse(text)


def reading_of(text, *, published="2024-05-08"):
    return Reading(Article("a", text, published=published), parsed(text))


def events_of(text):
    reading = reading_of(text)
    events.find(reading)
    return reading, reading.events


def told(text):
    """(word, type) of each event, in the order of the text."""
    reading, found = events_of(text)
    return [(reading.text(event.span), event.type) for event in found]


def parties(text, type_):
    """The words for the actors and the recipients of the first event of a type."""
    reading, found = events_of(text)
    event = next(event for event in found if event.type == type_)
    return tuple([reading.text(p.span) for p in side if p.span] for side in (event.actors, event.recipients))


def status(text, type_):
    return next(event.status for event in events_of(text)[1] if event.type == type_)


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("President Ana Duarte met Prime Minister Paul Okoro in Oslo.", "met", "CONSULT"),
        ("The two presidents held talks in Oslo.", "talks", "CONSULT"),
        ("Norway agreed on Monday to sell Chad the port.", "agreed", "AGREE"),
        ("Norway praised Chad for the release.", "praised", "SUPPORT"),
        ("The minister apologized to the families.", "apologized", "CONCEDE"),
        ("Norway extradited the banker to Chad.", "extradited", "COOPERATE"),
        ("Norway sent food to Chad after the quake.", "sent", "AID"),
        ("The rebels released two hostages on Sunday.", "released", "RETREAT"),
        ("Norway called for an investigation.", "called for", "REQUEST"),
        ("Norway condemned the government of Chad.", "condemned", "ACCUSE"),
        ("The court rejected the appeal.", "rejected", "REJECT"),
        ("The general threatened to attack the capital.", "threatened", "THREATEN"),
        ("Thousands of students marched in Lima.", "marched", "PROTEST"),
        ("Norwegian students staged a protest in Lima.", "protest", "PROTEST"),
        ("Norway expelled two diplomats on Friday.", "expelled", "SANCTION"),
        ("Norway deployed troops along the border.", "deployed", "MOBILIZE"),
        ("Police arrested four men in Lyon.", "arrested", "COERCE"),
        ("Gunmen killed four soldiers near the river.", "killed", "ASSAULT"),
        ("Four people were killed in the attack.", "killed", "ASSAULT"),
        ("Four people were hurt when soldiers opened fire.", "opened", "ASSAULT"),
        ("The minister refused to pay the ransom.", "refused", "REJECT"),
        ("The family asked the government for help.", "asked", "REQUEST"),
    ],
)
def test_each_type_of_plover_is_told_by_a_verb_or_a_noun(text, word, type_):
    assert (word, type_) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The storm killed four people and destroyed a village.",
        "The Rovers beat the Wanderers and struck twice in the second half.",
        "A spokesman declined to comment.",
        "I met a woman on the train.",
        "Thank you for subscribing.",
        "The minister spoke to reporters.",
        "The release of the report was delayed.",
        "The war on drugs goes on.",
        "Nobody attacked the village.",
        "After the hurricane, the governor declared a state of emergency.",
        "The Security Council has fifteen members.",
        "She had a scheduling conflict.",
        "Two people were injured when a tram hit a truck, police said.",
        "Four soldiers were killed in a helicopter crash.",
        "Four people were killed in the fire, the army said.",
        "A police officer was hurt when his car hit a tree.",
        "“Thank you, Oslo,” the singer said.",
        "The cashier refused to open the till.",
        "She refused to open the till.",
        "A man demanded money from the cashier.",
        "His visit to the beach was short.",
        "The arrival of the refugees surprised the village.",
        "The men defended themselves.",
        "The singer took a trip to Norway.",
        "The governor was talking to his family.",
        "The report was released to the committees.",
        "The senator campaigned for his party.",
        "The police have ruled out suicide.",
        "The doctor said people should sleep more.",
        "Shares fell as oil demand dropped.",
        "The mayor spoke to the Evening Post about the bridge.",
        "People blame the other party for their troubles.",
        "Most people support the nurses.",
        "The keeper shot the gorilla.",
        "A dog attacked the boy.",
        "The accidental shooting happened at noon.",
        "The minister declined a request for comment.",
        "At one point, the king shot the envoy a glance.",
        "Norway has no treaty with Chad.",
        "Making concessions to Chad is something that nobody wants.",
        "The woman was treated at a hospital and has been released.",
        "They shouted and protested it.",
        "Democracy needs thoughtful discussion.",
        "The students tried to demonstrate that the bridge was safe.",
    ],
)
def test_what_is_no_act_of_somebody_is_no_event(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("Norway agreed to send aid to Chad.", "agreed", "AGREE"),
        ("Norway refused to meet the envoy.", "refused", "REJECT"),
        ("Norway vowed to attack the rebels.", "vowed", "THREATEN"),
        ("The general vowed to retaliate.", "vowed", "THREATEN"),
        ("Norway is willing to meet the rebels.", "willing", "AGREE"),
        ("Norway suspended aid to Chad.", "suspended", "SANCTION"),
        ("Norway lifted sanctions on Chad.", "lifted", "RETREAT"),
        ("The negotiators failed to reach an agreement.", "failed", "REJECT"),
        ("The teachers called off a strike.", "called off", "CONCEDE"),
        ("Norway will not sign the treaty.", "sign", "REJECT"),
    ],
)
def test_the_governing_verb_decides_and_tells_it_once(text, word, type_):
    assert told(text) == [(word, type_)]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Argentina denied seizing the trawler.", "COERCE", ["Argentina"], ["the trawler"]),
        ("Argentina did not seize the trawler.", "COERCE", ["Argentina"], ["the trawler"]),
        ("Argentina denied that its navy had seized the trawler.", "COERCE", ["its navy"], ["the trawler"]),
        ("Neither Norway nor Chad detained the envoy.", "COERCE", ["Neither Norway", "Chad"], ["the envoy"]),
        ("The army rejected claims that soldiers bombed the clinic.", "ASSAULT", ["soldiers"], ["the clinic"]),
        ("The army dismissed reports that soldiers had shelled the port.", "ASSAULT", ["soldiers"], ["the port"]),
        ("Reports that Norway detained the envoy are untrue.", "COERCE", ["Norway"], ["the envoy"]),
        ("It is not true that Norway detained the envoy.", "COERCE", ["Norway"], ["the envoy"]),
        ("Norway denied any role in the attack on the port.", "ASSAULT", ["Norway"], ["the port"]),
        ("Norway was not behind the attack on the port.", "ASSAULT", ["Norway"], ["the port"]),
        ("There was no attack.", "ASSAULT", [], []),
    ],
)
def test_a_denial_is_one_event_with_the_parties_of_the_denied_act(text, type_, actors, recipients):
    assert [(event.type, event.status) for event in events_of(text)[1]] == [(type_, "denied")]
    assert parties(text, type_) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army did not deny shelling the port.", "possible"),
        ("The guards did not prevent the attack on the clinic.", "happened"),
        ("The rebels claimed responsibility for the attack on the port.", "claimed"),
        ("The army admitted the attack on the clinic.", "happened"),
        ("Nobody denied that the army shelled the port.", "possible"),
    ],
)
def test_a_denial_that_is_denied_is_none(text, expected):
    assert status(text, "ASSAULT") == expected


def test_what_will_not_be_done_is_refused_and_not_denied():
    assert status("Norway will not sign the treaty.", "REJECT") == "happened"


def test_a_name_without_an_office_is_a_party_but_not_in_the_report_of_a_crime():
    text = "Ana Duarte opposed the plan. {}"
    for rest, expected in (("The vote is near.", ["REJECT"]), ("The robber fled.", [])):
        reading = reading_of(text.format(rest))
        reading.actors["x"] = Actor("x", "Ana Duarte", "person")
        reading.mentions.append(Mention(Span("a", 0, 10), "Ana Duarte", "person", "x"))
        events.find(reading)
        assert [event.type for event in reading.events] == expected


def test_who_is_accused_of_an_act_is_its_actor():
    assert parties("Chad accused Norway of a raid on the port.", "ASSAULT") == (["Norway"], ["the port"])


def test_had_in_reported_speech_is_no_background():
    _, found = events_of("Chad said that Norway had seized the trawler.")
    assert [(event.type, event.background) for event in found] == [("COERCE", False)]
    _, found = events_of("Norway had seized the trawler.")
    assert found[0].background


def test_a_verb_of_promising_does_not_make_a_finite_clause_a_threat():
    assert "THREATEN" not in dict(map(reversed, told("Both parties agreed that Norway should not attack Chad.")))


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("President Ana Duarte was welcomed by the king.", "CONSULT", ["the king"], ["President Ana Duarte"]),
        ("The men who shot the mayor fled.", "ASSAULT", ["The men"], ["the mayor"]),
        ("The envoy stayed in Oslo to meet the king.", "CONSULT", ["The envoy"], ["the king"]),
        ("Norway and Chad attacked the rebels.", "ASSAULT", ["Norway", "Chad"], ["the rebels"]),
        ("Russia's invasion of Ukraine shocked Europe.", "ASSAULT", ["Russia"], ["Ukraine"]),
        ("Talks between Norway and Chad began.", "CONSULT", ["Norway", "Chad"], []),
        ("Talks on grain between Norway and Chad began.", "CONSULT", ["Norway", "Chad"], []),
        ("Norway held talks with Chad on solar power.", "CONSULT", ["Norway"], ["Chad"]),
        ("Norway demanded the release of the crew.", "REQUEST", ["Norway"], []),
        ("The minister said that Chad must release the crew.", "REQUEST", ["The minister"], ["Chad"]),
        ("Norway opened its borders to refugees.", "AID", ["Norway"], ["refugees"]),
        ("Norway imposed sanctions on Chad.", "COERCE", ["Norway"], ["Chad"]),
        ("Norway called on the rebels to disarm.", "REQUEST", ["Norway"], ["the rebels"]),
        ("Norway sent troops to Chad.", "MOBILIZE", ["Norway"], ["Chad"]),
        ("The minister faced criticism from the opposition.", "ACCUSE", ["the opposition"], ["The minister"]),
        ("The arrest of the mayor by the army was brief.", "COERCE", ["the army"], ["the mayor"]),
        ("The mayor's arrest by the army was brief.", "COERCE", ["the army"], ["The mayor"]),
        ("The Damascus shooting shocked Chad.", "ASSAULT", [], ["Damascus"]),
        ("Ana Duarte raised it at her Helsinki summit with Chad.", "CONSULT", [], ["Chad"]),
        ("Mueller's Chad investigation found nothing.", "ACCUSE", ["Mueller"], ["Chad"]),
        ("The indictment of two officers was announced by Norway.", "ACCUSE", ["Norway"], ["two officers"]),
        ("Ana Duarte brought a gift to a meeting with Paul Okoro.", "CONSULT", ["Ana Duarte"], ["Paul Okoro"]),
        ("Norway praised Paul Okoro, for whom it voiced support.", "SUPPORT", ["Norway"], ["Paul Okoro"]),
        ("The attacks of 2009 on Chad by the rebels went on.", "ASSAULT", ["the rebels"], ["Chad"]),
        ("Norway accused the agents of unlawful tactics.", "ACCUSE", ["Norway"], ["the agents"]),
        ("He's met every envoy of Chad.", "CONSULT", [], ["every envoy of Chad"]),
        ("Ana Duarte, left, and Piet Holm, right, met in Porto.", "CONSULT", ["Ana Duarte", "Piet Holm"], []),
        ("The shooting left a man dead.", "ASSAULT", [], ["a man"]),
        ("The crew fled from the rebels, killing three.", "ASSAULT", ["The crew"], ["three"]),
    ],
)
def test_who_acts_and_who_receives(text, type_, actors, recipients):
    assert parties(text, type_) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("The king met the envoy on Monday.", "CONSULT", "happened"),
        ("Norway called on the rebels to release the mayor.", "RETREAT", "requested"),
        ("Norway has been shelling the port for two weeks.", "ASSAULT", "ongoing"),
        ("Norway has been trying to deepen its ties with Chad.", "COOPERATE", "ongoing"),
        ("Norway had been shelling the port.", "ASSAULT", "happened"),
        ("The king is going to meet the envoy.", "CONSULT", "planned"),
        ("The king is hosting the envoy in Oslo.", "CONSULT", "ongoing"),
        ("The king will meet the envoy on Friday.", "CONSULT", "planned"),
        ("A meeting between the king and the envoy is scheduled for Friday.", "CONSULT", "planned"),
        ("Talks will be held between Norway and Chad.", "CONSULT", "planned"),
        ("Norway called for a ceasefire.", "RETREAT", "requested"),
        ("Norway has never condemned Chad.", "ACCUSE", "denied"),
        ("The general denied attacking the village.", "ASSAULT", "denied"),
        ("The rebels could attack the capital.", "ASSAULT", "possible"),
        ("Norway accused the rebels of attacking the village.", "ASSAULT", "claimed"),
        ("The allegedly bribed guards reportedly attacked the village.", "ASSAULT", "claimed"),
        ("It is unclear whether Norway will attack Chad.", "ASSAULT", "possible"),
        ("The mayor fears that Norway will attack Chad.", "ASSAULT", "possible"),
        ("Will the army attack the rebels?", "ASSAULT", "possible"),
        ("The law gives voters the authority to recall the envoy.", "SANCTION", "possible"),
        ("It is possible that Norway and Chad agree to a truce.", "AGREE", "possible"),
        ("Norway discussed ending its aid to Chad.", "SANCTION", "possible"),
        ("The union voiced concerns that Norway has refused loans.", "REJECT", "claimed"),
        ("The rebels allegedly entered the town and attacked the mayor.", "ASSAULT", "claimed"),
        ("Norway will raise it during talks with Chad.", "CONSULT", "planned"),
        ("The king must speak up when he meets the envoy.", "CONSULT", "planned"),
        ("The king went on to praise the envoy.", "SUPPORT", "happened"),
        ("Workers joined the mayor on Friday to protest low pay.", "PROTEST", "happened"),
        ("Norway said it would send aid to Chad.", "AID", "planned"),
        ("Such a law would punish Chad and condemn Norway.", "ACCUSE", "possible"),
    ],
)
def test_status(text, type_, expected):
    assert status(text, type_) == expected


def test_what_stands_in_a_quotation_is_claimed_and_on_its_speakers_word():
    text = "“The rebels attacked the village,” the minister said."
    reading = reading_of(text)
    inside = Span("a", 1, text.index(",”"))
    reading.quotes.append(Quote("q", (inside,), None, None, "minister", "direct"))
    events.find(reading)
    attack = next(event for event in reading.events if event.type == "ASSAULT")
    assert (attack.status, attack.attributed_to) == ("claimed", "minister")


def test_times_and_places_belong_to_the_nearest_event_above_them():
    text = "The king met the envoy in Oslo on Monday, the first time since the invasion of Chad in May 2021."
    reading = reading_of(text)
    for words, value, day in (("Monday", "2024-05-06", "2024-05-06"), ("May 2021", "2021-05", "2021-05-31")):
        start = text.index(words)
        reading.times.append(TimeExpression(Span("a", start, start + len(words)), "DATE", value, None, day))
    start = text.index("Oslo")
    reading.places.append(Place(Span("a", start, start + 4), "Oslo", None, None, "NOR", None, "city"))
    events.find(reading)
    found = {event.type: event for event in reading.events}
    assert (found["CONSULT"].when, found["CONSULT"].place, found["CONSULT"].background) == ("2024-05-06", "Oslo", False)
    assert (found["ASSAULT"].when, found["ASSAULT"].background) == ("2021-05", True)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The king met the envoy in March 2021.", "March 2021", "2021-03"),
        ("The king met the envoy for the first time since March 2021.", "March 2021", None),
        ("It was the king's second visit to Oslo since the flood in March 2021.", "March 2021", None),
        ("The king has ruled and has visited Oslo twice since March 2021.", "March 2021", None),
    ],
)
def test_a_time_that_only_opens_a_count_is_not_that_of_the_event(text, words, expected):
    reading = reading_of(text)
    start = text.index(words)
    reading.times.append(TimeExpression(Span("a", start, start + len(words)), "DATE", "2021-03", None, None))
    events.find(reading)
    assert [event.when for event in reading.events] == [expected]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The minister praised the villagers during the siege of Oslo by Chad in March 2021.", "COERCE"),
        ("The king and the envoy held their first talks since the attack on Chad in March 2021.", "ASSAULT"),
        ("Norway's first visit to Oslo since the invasion of Chad in March 2021 began.", "ASSAULT"),
    ],
)
def test_a_time_behind_background_is_that_of_the_background(text, type_):
    reading = reading_of(text)
    start = text.index("March 2021")
    reading.times.append(TimeExpression(Span("a", start, start + 10), "DATE", "2021-03", None, None))
    events.find(reading)
    assert [event.type for event in reading.events if event.when] == [type_]


def test_one_phrase_that_names_two_gives_two_participants():
    text = "The two ministers met on Monday."
    reading = reading_of(text)
    span = Span("a", 0, len("The two ministers"))
    reading.mentions += [Mention(span, "The two ministers", "role", actor) for actor in ("x", "y")]
    events.find(reading)
    assert [(p.actor, p.span) for p in reading.events[0].actors] == [("x", span), ("y", span)]


def test_an_act_without_an_actor_has_the_one_that_the_article_names_for_it():
    text = "Norway attacked Chad in May. Since the invasion of Chad, prices have risen."
    reading = reading_of(text)
    for name in ("Norway", "Chad"):
        reading.actors[name] = Actor(name, name, "country")
    at = [(text.index("Norway"), "Norway"), (text.index("Chad"), "Chad"), (text.rindex("Chad"), "Chad")]
    reading.mentions += [Mention(Span("a", i, i + len(name)), name, "place", name) for i, name in at]
    events.find(reading)
    invasion = next(event for event in reading.events if reading.text(event.span) == "invasion")
    assert [(p.actor, p.span) for p in invasion.actors] == [("Norway", None)]


def test_ids_are_of_the_words_and_the_type_and_nothing_is_told_twice():
    text = "Norway condemned Chad. The rebels released two hostages and attacked the village."
    _, found = events_of(text)
    assert all(isinstance(event, Event) for event in found)
    assert [e.id for e in found] == [content_id("a", e.span.start, e.span.end, e.type) for e in found]
    assert len({event.id for event in found}) == len(found) == 3
    assert found == events_of(text)[1]


def test_a_clause_shares_the_time_of_the_clause_that_lends_it_a_subject():
    text = "The king flew in on Monday to meet the envoy. While he praised Norway, she condemned Chad on Tuesday."
    reading = reading_of(text)
    for words, value in (("Monday", "2024-05-06"), ("Tuesday", "2024-05-07")):
        start = text.index(words)
        reading.times.append(TimeExpression(Span("a", start, start + len(words)), "DATE", value, value, value))
    events.find(reading)
    found = {reading.text(event.span): event.when for event in reading.events}
    assert (found["meet"], found["praised"], found["condemned"]) == ("2024-05-06", None, "2024-05-07")


def test_an_empty_text_tells_nothing():
    assert told("") == []


@pytest.mark.parametrize(
    "text",
    [
        "The senator's attacks on her record went on.",
        "Her campaign went on the offensive.",
        "The mayor was torching his critics in speech after speech.",
        "Norway's economy pummeled the workers.",
        "Four men accused of arson fled the town.",
        "She kept her convictions as mayor.",
    ],
)
def test_figures_of_speech_and_modifiers_are_no_events(text):
    assert events_of(text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway's attacks on Chad went on.",
        "Rebels went on the offensive near the river with tanks.",
        "The soldiers attacked the village.",
    ],
)
def test_violence_with_arms_or_between_countries_is_one(text):
    assert [event.type for event in events_of(text)[1]] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("Mayor to meet Norway's envoy", "CONSULT", "planned"),
        ("She spoke to reporters ahead of talks with Norway.", "CONSULT", "planned"),
        ("She landed on the eve of her meeting with Norway's envoy.", "CONSULT", "planned"),
        ("There was talk of an invasion of Norway.", "ASSAULT", "possible"),
        ("Ferries will stop should the court overturn the ban.", "REJECT", "possible"),
        ("The mayor met Norway's envoy on Monday.", "CONSULT", "happened"),
    ],
)
def test_what_lies_ahead_is_not_told_as_done(text, type_, expected):
    assert status(text, type_) == expected


def test_an_object_that_is_a_part_of_what_the_verb_says_receives_nothing():
    assert parties("The mayor expressed confidence.", "SUPPORT") == (["The mayor"], [])
    assert parties("The mayor expressed satisfaction at having Norway beside her.", "SUPPORT")[1] == ["Norway"]


def test_an_act_is_told_once_a_sentence():
    text = "Norway met Chad in Oslo, and after Norway met Chad the port opened."
    reading = Reading(
        Article("a", text),
        parsed(text),
        mentions=[mention(text, word, n) for n in (0, 1) for word in ("Norway", "Chad")],
        actors={word: Actor(word, word, "country") for word in ("Norway", "Chad")},
    )
    events.find(reading)
    assert len(reading.events) == 1


def mention(text, word, nth):
    start = [at for at in range(len(text)) if text.startswith(word, at)][nth]
    return Mention(Span("a", start, start + len(word)), word, "place", word)


def test_networks_are_asked_of_a_verb_between_two_named_parties():
    """Clues and vectors give the same chances in any order of the clues."""
    parse = parsed("Norway convicted Chad over the raid.")
    relation = relations.between([parse[0]], [parse[2]], [])
    found = clues.of(relation)
    learned = roots._shipped()
    chances = learned.chances(found, roots.vectors_of(relation))
    assert (chances == learned.chances(list(reversed(found)), roots.vectors_of(relation))).all()
    assert chances.sum() == pytest.approx(1.0, abs=1e-5)
    assert not any(name in clue for clue in learned.clues for name in ("norway", "russia", "trump"))


def test_acts_without_a_type_are_told_only_when_asked_for():
    articles = [Article("a", "Norway condemned Chad on Monday. Chad bought the mill, which stood empty.")]
    plain, full = next(annotate_all(articles)), next(annotate_all(articles, with_acts=True))
    assert [event.type for event in plain.events] == ["ACCUSE"]
    assert [(event.type, len(event.recipients)) for event in full.events] == [("ACCUSE", 1), ("", 1)]


def test_networks_make_no_violence():
    assert told("The court struck down the ban on Monday.")[0] == ("struck down", "REJECT")


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-05-10", "planned"), ("2024-05-06", "happened"), ("2024-05", "happened")]
)
def test_talks_after_the_day_of_publication_are_still_to_come(day, expected):
    text = "Norway's summit with Chad on Friday worries the union."
    reading = reading_of(text)
    at = text.index("Friday")
    end = day if len(day) == len("2024-05-10") else "2024-05-31"
    start = day if len(day) == len("2024-05-10") else "2024-05-01"
    reading.times.append(TimeExpression(Span("a", at, at + len("Friday")), "DATE", day, start, end))
    events.find(reading)
    assert [event.status for event in reading.events if event.type == "CONSULT"] == [expected]


def test_a_pair_that_a_hyphen_joins_takes_part_together():
    text = "The Trump-Putin summit began."
    reading = reading_of(text)
    for name in ("Putin", "Trump"):
        reading.actors[name] = Actor(name, name, "person", None, None, None, (), ())
        at = text.index(name)
        reading.mentions.append(Mention(Span("a", at, at + len(name)), name, "person", name))
    events.find(reading)
    assert [{p.actor for p in event.actors} for event in reading.events] == [{"Putin", "Trump"}]


def test_a_name_that_the_parse_takes_for_a_noun_acts_nevertheless():
    reading, found = events_of("Paul Holm left Oslo. Holm met the envoys of Chad.")
    assert [[reading.text(p.span) for p in event.actors] for event in found if event.type == "CONSULT"] == [["Holm"]]
