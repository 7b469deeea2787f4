"""Participants: who acts in an event and who receives it, with the words that name them."""

from functools import cache
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import arguments
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.extract.senses import classes_of, is_act, is_public, is_somebody, tells_of_crime
from onrecord.schema import Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOWARDS_NOUN = wordlists.words_of("event_words", "towards_a_noun")
_TOWARDS = (*_TOWARDS_NOUN, *wordlists.words_of("event_words", "towards"))
_BETWEEN = wordlists.words_of("event_words", "by_or_between")
_AMONG = wordlists.words_of("event_words", "between")
_FROM = wordlists.words_of("event_words", "from")
_OF = wordlists.words_of("event_words", "of")
_WITH = wordlists.words_of("event_words", "with")
_AGAINST = wordlists.words_of("event_words", "against")
_ABOUT = wordlists.group("event_words", "about")
_IT = wordlists.group("event_words", "it")
_AT_TALKS = wordlists.group("event_words", "at_talks")
_VISITED = wordlists.words_of("event_words", "visited")
_OWNERS = frozenset(("compound", "amod", "nmod", "poss"))
_POSSESSIVES = wordlists.group("event_words", "ones_own")
_LIKE_ADJECTIVES = wordlists.group("event_words", "named_like_adjectives")
_THINGS = frozenset(
    ("obj@TROOPS", "obj@AIDGOODS", "obj@AIDWORD", "obj@WEAPONS", "obj@POLICE", "obj@DELEGATE", "obj@PACT")
)
_SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT", "AID"))
_LEFT = frozenset(("RETREAT", "SANCTION", "COERCE"))
_TOPICS = wordlists.group("event_words", "topics")
_SHARED = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_ON_THINGS = frozenset(("REJECT",))
_NO_PARTIES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
_OF_SOMEBODY = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID", "MOBILIZE", "THREATEN", "REQUEST"))
_MOST = 3
_HYPHENS = frozenset(("-", "–", "/"))
_REACHES_LESS = (*_TOWARDS_NOUN, *wordlists.words_of("event_words", "at"))
_REACHES_MORE = frozenset(("RETREAT", "SANCTION", "SUPPORT", "REQUEST", "AID", "CONCEDE"))


def find(predicate: Predicate, reading: Reading) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients of one event; joint actors are one event with a list.

    >>> from onrecord import tokens
    >>> from onrecord.extract import predicates
    >>> from onrecord.schema import Article
    >>> reading = Reading(Article("a", text := "Norway and Chad signed a treaty with Peru."), tokens.parse(text))
    >>> actors, recipients = find(predicates.find(reading.parse)[0], reading)
    >>> [reading.text(p.span) for p in actors if p.span], [reading.text(p.span) for p in recipients if p.span]
    (['Norway', 'Chad'], ['Peru'])
    """
    actors, recipients = _of_noun(predicate) if predicate.token.pos_ == "NOUN" else _of_verb(predicate)
    acting = parties_of(actors, reading)
    known = {participant.actor for participant in acting if participant.actor}
    received = parties_of([noun for noun in recipients if noun not in actors], reading)
    return acting, tuple(participant for participant in received if participant.actor not in known)


def has_office(participant: Participant, reading: Reading) -> bool:
    """Whether it is an office, a body, a country or a group: not "she", "the cashier" or a name without an office.

    In politics a name alone may have one that the article tells of elsewhere; in the report of a crime it has not.
    """
    actor = reading.actors.get(participant.actor or "")
    if actor is not None and (actor.kind != "person" or actor.roles or actor.sector or actor.party):
        return True
    if actor is not None:
        return actor.name[:1].isupper() and not tells_of_crime(reading.parse)
    words = participant.span and reading.parse.char_span(
        participant.span.start, participant.span.end, alignment_mode="expand"
    )
    if not words:
        return False
    return is_public(words.root)


def without_pronouns(parties: tuple[Participant, ...], reading: Reading) -> tuple[Participant, ...]:
    """Those who are named: "their" or "whom" alone, of whom nobody knows who it is, tells a reader nothing."""
    pieces = [(party, party.span and reading.parse.char_span(party.span.start, party.span.end)) for party in parties]
    return tuple(party for party, words in pieces if party.actor or not words or words.root.pos_ != "PRON")


def parties_of(heads: list["Token"], reading: Reading) -> tuple[Participant, ...]:
    """One for each actor that a phrase names: "the two ministers" gives two with one span."""
    found: dict[tuple[str | None, int], Participant] = {}
    for head in map(_antecedent, heads):
        start, end = arguments.phrase(head)
        known = () if _is_part_of_a_people(head) else _actors(head, start, end, reading)
        for actor in known or (None,):
            found.setdefault((actor, start if actor is None else -1), Participant(actor, reading.span(start, end)))
    return tuple(found.values())


def _is_part_of_a_people(head: "Token") -> bool:
    """As in "Black Norwegians", who are not Norway."""
    return (
        head.tag_ == "NNPS"
        and any(c.dep_ in ("amod", "compound") and c.tag_ != "NNPS" for c in head.lefts)
        and (head.ent_type_ == "NORP")
    )


def _antecedent(head: "Token") -> "Token":
    """Whom a relative pronoun stands for: of "Okoro, for whom she voiced support" Okoro."""
    if head.tag_ not in ("WP", "WDT"):
        return head
    clause = next((above for above in head.ancestors if above.dep_ == "relcl"), None)
    return head if clause is None else clause.head


def _actors(head: "Token", start: int, end: int, reading: Reading) -> tuple[str, ...]:
    """The actors of a phrase by its head, else by its apposition ("its envoy, Ana Duarte"), else by its country."""
    beside = [arguments.phrase(child) for child in head.children if child.dep_ == "appos"]
    for bounds in ((start, end), *beside):
        if found := reading.actors_of(*bounds):
            return _joint(head, reading) or found
    if head.dep_ in ("compound", "nmod"):
        return ()  # "the Porto shooting" is no act of Portugal's
    countries = {place.country for place in reading.places_in(start, end) if place.country and place.span.end <= end}
    if len(countries) != 1 or head.ent_type_ not in ("GPE", "LOC"):
        return ()
    return tuple(
        actor.id for actor in reading.actors.values() if actor.kind == "country" and actor.country in countries
    )[:1]


def _joint(head: "Token", reading: Reading) -> tuple[str, ...]:
    """Both of a pair that a hyphen or a comma joins: "the Duarte-Okoro summit", "Duarte, Okoro meet"."""
    words, first = head.doc, head.i
    before = words[first - 1].text if first > head.sent.start + 1 else ""
    if before in _HYPHENS and words[first - 2].whitespace_:
        return ()
    headline = before == "," and head.dep_ == "nsubj" and first == head.sent.start + 2 and head.head.tag_ == "VBP"
    if before not in _HYPHENS and not headline:
        return ()
    pair = (words[first - 2], head)
    ids = [mention.actor for word in pair for mention in reading.mentions_at(word.idx) if mention.actor]
    return tuple(dict.fromkeys(ids)) if len(set(ids)) == len(pair) else ()


def _of_verb(predicate: Predicate) -> tuple[list["Token"], list["Token"]]:
    actors = _acting(arguments.subjects(predicate.verb))
    if predicate.token.pos_ == "AUX":  # "said that Norway must release the crew": asked of Norway
        return actors, [] if arguments.is_passive(predicate.inner) else arguments.subjects(predicate.inner)
    recipients = _received(predicate.token, predicate)
    if predicate.inner != predicate.token and not any(map(is_somebody, recipients)):
        inner = predicate.inner
        within = _received(inner, predicate) if inner.pos_ == "VERB" else _beside(inner, predicate)[1]
        recipients = [noun for noun in within if is_somebody(noun)] or recipients
    return actors, recipients


def _acting(subjects: list["Token"]) -> list["Token"]:
    """Somebody; where an act stands as the subject, who did it: the army in "the raid by the army killed four".

    What somebody has does nothing for him: "Norway's economy pummeled the workers" is no act of Norway's.
    """
    found: list[Token] = []
    for noun in subjects:
        if is_somebody(noun) or noun.lower_ in _IT:
            found.append(noun)
        elif is_act(noun):
            found += _beside(noun)[0]
    return found


def _received(verb: "Token", predicate: Predicate) -> list["Token"]:
    """Whom an act reaches, in the order in which clauses name them.

    The phrase that the sense asks for ("called on Oslo"), somebody in the object, somebody after a preposition,
    somebody within the object ("blamed Oslo's plan"), last the object itself ("shelled the port") unless it is sent.
    """
    asked = [need[:-1] for need in predicate.sense.needs if need.endswith("!") and need not in ("subj!", "obj!")]
    if asked and verb == predicate.token:
        return _somebody(verb, *asked)
    objects = arguments.objects(verb)
    sends = not _THINGS.isdisjoint(predicate.sense.needs)
    towards = _somebody(verb, *(_TOWARDS if predicate.type in _REACHES_MORE else _REACHES_LESS))[:_MOST]
    if predicate.type in _SHARED and objects:
        towards = _somebody(verb, *_WITH)[:_MOST]  # in "discussed cuts from schools to the army" the army is a topic
    if predicate.mode == "visit":
        towards = [noun for noun in arguments.under(verb, *_VISITED) if "LAND" in classes_of(noun)][:1]
    somebody = [noun for noun in objects if is_somebody(noun)]
    if sends:
        parties = [other for noun in objects for other in _beside(noun)[0] if other.dep_ == "pobj"]
        return towards or parties or _within(objects) or ([] if predicate.type == "MOBILIZE" else somebody)
    if predicate.type == "REQUEST":
        return somebody or towards  # "demanded the release of the crew" asks nothing of the crew
    things = [] if predicate.type in _OF_SOMEBODY or _is_in_sense(predicate) else _not_when(objects)
    return somebody or towards or _within(objects) or things


def _is_in_sense(predicate: Predicate) -> bool:
    """Whether the object is a part of what the verb says: "opened fire", "expressed confidence" reach no thing."""
    return any(need.startswith("obj:") for need in predicate.sense.needs) and predicate.type not in _ON_THINGS


def _within(objects: list["Token"]) -> list["Token"]:
    for noun in objects:
        named = _somebody(noun, *_TOWARDS, *_AMONG)
        owners = [owner for owner in _owners(noun) if owner.dep_ in ("poss", "amod") and owner.pos_ != "PRON"]
        if found := named or owners or _in_gerund(noun) or _in_gerund(noun.head):
            return found[:_MOST]
    return []


def _in_gerund(noun: "Token") -> list["Token"]:
    """As Chad in "voiced relief at having Chad beside her"."""
    deeds = [deed for child in noun.rights if child.dep_ == "prep" for deed in child.children if deed.dep_ == "pcomp"]
    return [other for deed in deeds for other in arguments.objects(deed) if is_somebody(other)]


def _owners(noun: "Token") -> list["Token"]:
    """Who stands before a noun: "Norway's plan", "the Norwegian plan", "his plan", "the Oslo-Bergen talks"."""
    before = [child for child in noun.lefts if child.dep_ in _OWNERS and _is_owner(child)]
    return [owner for child in before for owner in (arguments.together(child) if _is_of_all(child) else [child])]


def _is_of_all(owner: "Token") -> bool:
    """A genitive, or the first of those before one: Holm in "Holm and Duarte's summit"."""
    return owner.dep_ == "poss" or any(child.dep_ == "case" for noun in owner.conjuncts for child in noun.rights)


def _is_owner(word: "Token") -> bool:
    if word.dep_ == "poss":
        return is_somebody(word) or word.lower_ in _POSSESSIVES
    in_pair = word.i > 0 and word.pos_ == "PROPN" and word.nbor(-1).text in _HYPHENS
    return (in_pair or word.ent_type_ in ("GPE", "NORP", "PERSON", "ORG")) and word.text[:1].isupper()


def _before_and_behind(noun: "Token", predicate: Predicate | None) -> tuple[list["Token"], list["Token"]]:
    """Who acts and who receives by what stands before a noun and by its prepositions."""
    owners, recipients = _owners(noun), _somebody(noun, *_towards(predicate))
    lands = [owner for owner in owners if _is_land_before(owner)]
    shared = predicate is not None and predicate.type in _SHARED
    if shared and (len(lands) > 1 or (len(owners) == 1 and owners[0].lower_ in _lands())):
        lands = []  # "the Chad-Norway talks", "the Chad talks"; in "his Porto talks" the town is where
    actors = [*(owner for owner in owners if owner not in lands), *_somebody(noun, *_BETWEEN)]
    if predicate is not None and predicate.type in _SUFFERED and not recipients:
        recipients = lands
    return actors, recipients


def _is_land_before(owner: "Token") -> bool:
    """Where or to whom it is done: "the Porto shooting", "the Chad sanctions"; not "U.S. raids"."""
    return (
        owner.dep_ in ("compound", "nmod")
        and owner.pos_ == "PROPN"
        and (owner.ent_type_ in ("GPE", "LOC") or owner.lower_ in _lands())
        and owner.lower_ not in _LIKE_ADJECTIVES
    )


@cache
def _lands() -> frozenset[str]:
    """The countries: they take part in talks, a town only houses them."""
    return frozenset(name.lower() for row in wordlists.rows("countries") for name in (row[1], *row[2].split(",")))


def _of_noun(predicate: Predicate) -> tuple[list["Token"], list["Token"]]:
    noun, verb = predicate.token, predicate.verb
    actors, recipients = _beside(noun, predicate)
    if verb != noun:
        subjects = [other for other in _acting(arguments.subjects(verb)) if other != noun]
        if "suffer" in predicate.effects:
            recipients = recipients or (arguments.objects(verb) if arguments.is_passive(verb) else subjects)
        elif subjects and (not actors or all(owner.lower_ in _POSSESSIVES for owner in actors)):
            actors = subjects
        actors = actors or _somebody(verb, *_AMONG)
        recipients = recipients or _somebody(verb, *_towards(predicate))
    actors = actors or _blamed(predicate) or (_at_talks(noun) if predicate.type == "CONSULT" and recipients else [])
    if not recipients and predicate.type in _SUFFERED:
        under = arguments.under(noun, *_AGAINST, *(_OF if predicate.sense.of != "actor" else ()))
        recipients = _not_when(under)[:_MOST]
    return actors, recipients


def _at_talks(noun: "Token") -> list["Token"]:
    """Who is in talks by the clause around them: "Duarte brought a gift to a meeting with Okoro"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _AT_TALKS or noun.head.head.pos_ != "VERB":
        return []
    return [doer for doer in arguments.subjects(noun.head.head) if is_somebody(doer)]


def _not_when(nouns: list["Token"]) -> list["Token"]:
    """Without the days and the numbers: "the shootings on Monday", "the wars of 2009"."""
    named = (noun for noun in nouns if noun.ent_type_ not in _NO_PARTIES or is_somebody(noun))
    named = (noun for noun in named if not any(map(str.isdigit, noun.text)))
    return [noun for noun in named if is_somebody(noun) or "ATTACK" not in classes_of(noun)]


def _blamed(predicate: Predicate) -> list["Token"]:
    """Who is said to have done it: "accused Norway of a raid on the port", "blamed the rebels for the attack"."""
    accusing = (verb for verb in predicate.chain if verb.pos_ == "VERB" and verb.lemma_ in arguments.BLAME)
    return [noun for verb in accusing for noun in arguments.objects(verb) if is_somebody(noun)]


def _beside(noun: "Token", predicate: Predicate | None = None) -> tuple[list["Token"], list["Token"]]:
    """Who acts and who receives by the phrase of a noun: "the arrest of four men by the army"."""
    actors, recipients = _before_and_behind(noun, predicate)
    towards = _towards(predicate)
    for modifier in noun.rights:
        if modifier.dep_ == "acl" and arguments.is_passive(modifier):
            actors += _acting(arguments.subjects(modifier))
            recipients += _somebody(modifier, *towards)
        elif modifier.dep_ == "acl" or (modifier.lower_ in _ABOUT and not actors):
            actors += [other for below in modifier.subtree for other in arguments.under(below, *_AMONG)][:_MOST]
    if predicate and predicate.type in _LEFT:
        recipients += _somebody(noun, *_FROM)
    elif predicate is None or predicate.type != "ASSAULT" or not arguments.under(noun, *_OF):
        actors += _somebody(noun, *_FROM)  # not "the annexation of the island from Chad"
    if predicate and predicate.sense.of in ("recipient", "sufferer"):
        suffering = _somebody(noun, *_OF)
        if predicate.sense.of == "sufferer" and not suffering:
            suffering = [owner for owner in actors if owner.dep_ == "poss"]  # "the mayor's arrest by the army"
            actors = [actor for actor in actors if actor not in suffering]
        return actors, recipients + suffering
    return actors or _somebody(noun, *_OF), recipients


def _towards(predicate: Predicate | None) -> tuple[str, ...]:
    """Prepositions before who receives: in "talks on Oslo with Chad" Oslo is what they talk about."""
    if predicate is None or predicate.type not in _SHARED:
        return _TOWARDS_NOUN
    return tuple(word for word in _TOWARDS_NOUN if word not in _TOPICS)


def _somebody(token: "Token", *prepositions: str) -> list["Token"]:
    return [noun for noun in arguments.under(token, *prepositions) if is_somebody(noun)]
