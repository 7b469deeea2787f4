"""Every threshold of the house: its unit, its value, and the measurement or the reason that set it.

A name starts with the room that reads it. `all_settings` is what a record keeps under `versions`.
"""

from typing import Final

ACQUIRE_LONGEST_TEXT: Final = 200_000
"""Characters. A longer text is no article (the longest of 27,196 allsides articles has 76,553); it is skipped,
not cut.
"""

ARCHIVE_WAIT_SECONDS: Final = 10.0
"""Seconds that a second build waits for the first one to end before it says who holds the archive."""

ARCHIVE_STAGE_BLOCK: Final = 500
"""Articles that are read into the archive in one transaction: some MiB, so that little is read again after a kill."""

ARCHIVE_IDS_LISTED: Final = 20
"""Ids of stories that an error lists as valid; more do not fit a screen."""

ARCHIVE_LOG: Final = 64_000_000
"""Bytes of the log beside the archive from which it is emptied after a commit; a batch writes up to 40 million."""

ARCHIVE_CACHE: Final = 4096
"""KiB that a reader keeps of the file, for each of a server's threads; the system keeps the rest."""

ARCHIVE_MAIN_ACTORS: Final = 6
"""Actors that a list names with a story; more do not fit a line."""

ARCHIVE_RANKED: Final = 5_000
"""Matches that a search ranks, the newest: measured on 10,000 articles, bm25 takes 5 to 12 ms for so many, and 300 ms
for all sentences that have "the".
"""

ARCHIVE_HITS: Final = 500
"""Hits that a search can be paged through; nobody reads on after so many."""

ARCHIVE_ROLES_READ: Final = 2_000
"""Articles, the newest, in which the roles of an actor are looked for: a president stands in half of all."""

ARCHIVE_EVENTS_READ: Final = 1_000
"""Events of an actor, the latest, in which those that take part with it are counted: a few milliseconds."""

ARCHIVE_ROLES_LISTED: Final = 30
"""Roles and other names of an actor that are told."""

ARCHIVE_SNIPPET: Final = 300
"""Characters of a passage that a search shows; most sentences are shorter and shown whole."""

ACQUIRE_LONGEST_LINE: Final = 4_000_000
"""Bytes. A longer line of JSON holds no article of `ACQUIRE_LONGEST_TEXT` characters, escaped as it may be; it is
skipped unread.
"""

ACQUIRE_LONGEST_PAGE: Final = 10_000_000
"""Bytes. A larger file is no page with one article, its scripts included; it is skipped unread."""

ACQUIRE_SHORTEST_TEXT: Final = 3
"""Words with a letter or a digit. A text with fewer says nothing of anybody; it is skipped."""

ACQUIRE_LANGUAGE_WORDS: Final = 20
"""Words. The language of a shorter text is not guessed."""

ACQUIRE_LANGUAGE_HEAD: Final = 2_000
"""Characters from the start that the language is read from; more changes nothing and costs time."""

ACQUIRE_CHARSET_HEAD: Final = 20_000
"""Bytes from which an undeclared charset is guessed; charset-normalizer takes a tenth of a second for them."""

ACQUIRE_EARLIEST_YEAR: Final = 1605
"""Year of the first printed newspaper: an earlier date of publication is a mistake, and the article is kept without
it.
"""

ACQUIRE_LATEST_YEAR: Final = 2100
"""Year. A later date of publication is a mistake, and the article is kept without it."""

CREDITS_HEAD: Final = 1_500
"""Characters from the start in which a byline or a dateline speaks for the whole text; page furniture may stand before
it.
"""

CREDITS_TAIL_LINES: Final = 4
"""Lines at the end that may be a closing credit ("With AFP"); a newsletter line or two may follow it."""

CREDITS_ALONE_WORDS: Final = 3
"""Words outside the credit in a line that is a photo credit alone ("Ann Maria Lee/AP"): its caption is another line."""

CREDITS_LONGEST_CAPTION: Final = 600
"""Characters. A longer line above a lone photo credit is a paragraph of the story, not its caption."""

CREDITS_REPEATED_WORDS: Final = 6
"""Words. A shorter line that the next one repeats may be a label ("Read more"), not a caption."""

CREDITS_MOST_NAMES: Final = 300
"""Names of agencies that are looked at in one text, half from either end; a text with more is a list of them."""

ALIGN_FINGERPRINT_WORDS: Final = 5
"""Words. Runs of this length are compared to find pairs of articles that may share a passage."""

ALIGN_FINGERPRINT_KEEP: Final = 4
"""One run in this many is kept as a fingerprint: some 150 for an article of average length."""

ALIGN_SHORT_TEXT_WORDS: Final = 120
"""Words. A text up to this length keeps all of its runs: one in four would be too few to meet a copy of it."""

ALIGN_POSTINGS: Final = 50
"""Articles. A fingerprint remembers the first so many articles that have it, so that a stock phrase costs no more than
this.
"""

ALIGN_SHARED_FINGERPRINTS: Final = 2
"""Fingerprints. Two articles that share fewer are not aligned (recall of partial reprints on provenance2018: .92 to
1).
"""

ALIGN_RARE_ARTICLES: Final = 20
"""Articles. A fingerprint that so many earlier articles have is a stock phrase, and no reason to align two of them."""

ALIGN_SHARED_PART: Final = 0.02
"""Part of the smaller article's fingerprints that must be shared as well."""

ALIGN_COMMON_PART: Final = 0.1
"""Part of the smaller article's fingerprints that is enough, rare or not."""

ALIGN_CANDIDATES: Final = 50
"""Articles. A new article is aligned with at most so many earlier ones, those with which it shares most."""

ALIGN_SEGMENT_RATIO: Final = 4
"""A segment of the index is merged with the one before it while that is not this many times larger."""

ALIGN_TEXTS_KEPT: Final = 2_000
"""Articles. So many texts stay in memory while articles are aligned (about 50 KiB each)."""

ALIGN_BATCH: Final = 256
"""Articles. So many are put into the index at a time."""

ALIGN_SEED_WORDS: Final = 3
"""Words. Equal runs of this length start an alignment (on the seeds, 4 words lose 2 of 22 pairs, 2 words bring wrong
ones).
"""

ALIGN_SEED_PLACES: Final = 4
"""A run that stands in more places of one text than this starts no alignment."""

ALIGN_GAP_WORDS: Final = 12
"""Words. Equal runs are one passage when no more than this many words lie between them on either side."""

ALIGN_GAP_COST: Final = 0.1
"""Words lost for each word by which two such gaps differ: of two ways to chain, the straighter one is taken."""

ALIGN_PASSAGE_WORDS: Final = 8
"""Words. A passage has at least this many equal words."""

ALIGN_QUOTED: Final = 0.8
"""Part of a passage's words that stand in quotation marks on both sides, from which the passage is a quotation."""

ALIGN_EDITED: Final = 0.7
"""Part of a passage's words that are equal, from which it is edited; below it is reworded."""

ALIGN_PLAIN_WORDS: Final = 4
"""Equal words that begin with a small letter. A reworded passage with fewer is names and dates that two reports have in
common (provenance2018: without this rule one such passage ties two groups of copies, precision .91 instead of .99).
"""

ALIGN_SHORT_PARAGRAPH_WORDS: Final = 8
"""Words. A shorter paragraph is a heading, a label or a menu line: furniture."""

ALIGN_FURNITURE_ARTICLES: Final = 3
"""Articles of one publisher. A paragraph that stands in so many may be furniture of its pages."""

ALIGN_FURNITURE_SHARE: Final = 0.25
"""Part of a publisher's articles that must have the paragraph for it to be furniture."""

ALIGN_FURNITURE_PAGES: Final = 8
"""Articles. A publisher with fewer is not searched for repeated paragraphs: they may be versions of one article."""

ALIGN_FURNITURE_WEEKS: Final = 4
"""Calendar weeks. A paragraph that one publisher printed in so many is furniture, such as a newsletter's form."""

ALIGN_FURNITURE_ANYWAY: Final = 12
"""Articles of one publisher. A paragraph that stands in so many is furniture, whatever their dates are, if they have
any.
"""

ALIGN_FURNITURE_MONTHS: Final = 4
"""Calendar months. A run of words that was printed in so many is nobody's own prose: a list of countries, a law's
name.
"""

ALIGN_FURNITURE_KEEP: Final = 8
"""One run of words in this many is counted by month; the words between two that repeat are taken to repeat too."""

ALIGN_FURNITURE_GAP: Final = 24
"""Words between two repeated runs from which those between are not taken to repeat: one run in 30 stands so far off."""

ALIGN_FURNITURE_KEYS: Final = 2_000_000
"""Paragraphs and runs in one segment of the table of what repeats (20 bytes each). Of more, those that the fewest
articles have are forgotten.
"""

ALIGN_LIST_WORDS: Final = 15
"""Words in a row that are looked at to tell a list from prose."""

ALIGN_LIST_PART: Final = 0.8
"""Part of these that must begin with a capital or a digit for them to be a list, as of countries in a form."""

ALIGN_STUTTER: Final = 4
"""Places of one text. A run of words that stands in so many is the label of pictures or videos in a row."""

ALIGN_POST_WORDS: Final = 60
"""Words before a post's handle or link that are taken for the post: it is pasted without marks, and its handle comes
last.
"""

ALIGN_TRANSCRIPT_TURNS: Final = 4
"""Lines that begin with a speaker's name in capitals, from which a text is a transcript between the first and the
last.
"""

ALIGN_TRANSCRIPT_GAP: Final = 300
"""Words between two such lines that make them two interviews: on a live page a report stands between them."""

ALIGN_COMMON_GROUPS: Final = 4
"""Groups of copies. A run of words that stands in so many is nobody's own prose (in 3: one true pair of 8 read by hand
is lost).
"""

ALIGN_DERIVED_WITHIN: Final = 0.15
"""`Copy.own_share` that takes its place within one publisher, whose pages share a paragraph of furniture or two."""

ALIGN_DERIVED_WORDS: Final = 32
"""Words of aligned own prose, half of it from `ALIGN_DERIVED_SHORT_SHARE` on. With fewer a share says nothing: a
charge sheet ("homicide, four counts of aggravated assault") has 17. On provenance2018, 32 instead of 16 keeps .983 of
the pairs that share only quotations apart instead of .978, and loses no copy."""

ALIGN_DERIVED_SHORT_SHARE: Final = 0.25
"""`Copy.own_share` from which few words are enough: of a short text they are most of it."""

ALIGN_VERBATIM_WORDS: Final = 6
"""Words of the runs that `Copy.share` counts."""

ALIGN_REPRINT_SHARE: Final = 0.5
"""`Copy.share` from which two articles are one text (provenance2018, held out: ARI .974)."""

ALIGN_WHOLE_SHARE: Final = 0.5
"""`Copy.share` from which two articles are one text even when all of it is quoted: a speech or an interview printed
twice. On provenance2018 .5 instead of .8 finds .997 of the copies instead of .992, and none that is wrong; on allsides
it adds five pairs, all of them in the silver list.
"""

ALIGN_DERIVED_SHARE: Final = 0.08
"""`Copy.own_share` from which one text is made from the other (of 262 pairs that share only quotations 1.5 % pass)."""

ALIGN_COMMON_TEXT_WORDS: Final = 12
"""Words of own prose in a passage of two articles that are no copies, from which the passage is counted as one text."""

ALIGN_SENTENCE_COVERED: Final = 0.5
"""Part of a sentence's words that a passage must cover for the whole sentence to have the passage's origin."""

ALIGN_DOUBT_WORDS: Final = 12
"""Words. Fewer of them in a longer sentence are an address or a set phrase ("in the 200 block of Harbour Street"): that
another article has them too puts the sentence in no doubt. Words in marks do.
"""

ALIGN_LINK_WORDS: Final = 8
"""Words of own prose that two passages must have in common within an article to be from one report."""

ALIGN_VERSION_SHARE: Final = 0.8
"""Part of the older article that must stand in the newer one for the two to be versions of one article where nothing
else says so, or where one thing (headline, address, dateline, day) speaks against it.
"""

ALIGN_VERSION_AGAINST: Final = 2
"""Of headline, address, dateline and day, so many that speak against it make two articles of one newsroom two, however
much of the text is the same: two stories of one paper with one background differ in two or more. Read by hand, not
measured apart.
"""

ALIGN_STATEMENT_BEFORE: Final = 200
"""Characters before a passage in which an article may say that it is a statement or a post ("wrote on X"): a sentence
and a half. Read by hand, not measured apart.
"""

ALIGN_STATEMENT_AFTER: Final = 60
"""Characters after it: "he said in a statement", or the handle of a post."""

ALIGN_OPEN_PASSAGES: Final = 8
"""Passages of one article, those that reach furthest, with which a later one is compared for words in common: without
a bound a paragraph that a thousand articles print would be compared a million times.
"""

ALIGN_VERSION_DAYS: Final = 3
"""Days. Two articles published further apart are likelier to be two than to be versions of one."""

ALIGN_CAPTION_LOWER: Final = 4
"""Words in small letters. A caption with fewer is names ("ANN LEE, JO DIAZ and MAX BORG / AP"), nobody's text."""

ALIGN_CAPTION_BEGINS: Final = 12
"""Words at the start of a credited caption by which it is known again in other articles: papers cut its end."""

ALIGN_LOOK_BACK: Final = 40
"""Equal runs of words before one in the text with which it may be chained: more lie in reach only in lists."""

ALIGN_MANY_RUNS: Final = 200
"""Equal runs of words in a pair of texts from which all are tried; of fewer, lone ones are dropped first."""

ALIGN_LONGER_FORM: Final = 1.2
"""Of two reprints without dates, the one that is this many times longer is taken for the original: papers cut from the
end.
"""

EXTRACT_LONGEST_TITLE: Final = 8
"""Words. Capitalised words in quotation marks are a name up to this length; longer ones are somebody shouting."""

EXTRACT_LONGEST_ATTRIBUTION: Final = 250
"""Characters between a quotation in marks and its cue: a name, an office and an apposition; more is another sentence.
"""

EXTRACT_APPROXIMATE: Final = 0.1
"""Part of a number by which "some", "about" or "nearly" may miss it on either side: rounding to one figure more than
is told.
"""

EXTRACT_MEDIUM_WITHIN: Final = 15
"""Words behind a cue in which the means is looked for ("said in a statement"), or why no name is given."""

EXTRACT_CUE_CHANCE: Final = 0.08
"""Chance from which a word that may report is looked at: below it stands one in ten of the cues of PolNeAR dev."""

EXTRACT_CUE_SURE: Final = 0.3
"""Chance from which a word counts as a cue for its neighbours, whose contents end before it."""

EXTRACT_QUOTE_CHANCE: Final = 0.35
"""Chance from which a quotation is shown. With it `sourced_p` is .79 at recall .57 on PolNeAR dev."""

EXTRACT_QUOTE_CHANCE_ACT: Final = 0.2
"""The same for a demand, a denial or another act that the rules read too ("condemned the attack"). The annotators of
PolNeAR, from whom the chances were learned, left many of these out; a record needs them."""

EXTRACT_QUOTE_CHANCE_UNLISTED: Final = 0.5
"""The same for words outside of marks and a cue that no list has: more often a wish than words."""

EXTRACT_QUOTE_CHANCE_THING: Final = 0.6
"""The same where the words have no verb of their own ("share the valley"): from .5 to .6 half are wrong."""

EXTRACT_QUOTE_CHANCE_NOBODY: Final = 0.7
"""The same for words outside of marks that the text gives to nobody ("is expected to fall")."""

EXTRACT_QUOTE_CHANCE_NESTED: Final = 0.06
"""The same for a statement within another's words, with a speaker of its own: the annotators of PolNeAR mark the outer
one, a record needs both to tell who passed it on."""

EXTRACT_QUOTE_PREFER_RULES: Final = 0.1
"""Chance by which the reading of the rules may be less likely than that of the weights and is taken yet: it leaves out
who is asked and asides. On PolNeAR dev .15 gives less."""

EXTRACT_QUOTE_FURTHER: Final = 1.0
"""Length of a further sentence in marks, to that before its attribution, up to which it is a quotation of its own:
it is compared with other articles by itself. The annotators of PolNeAR join three of four: .5 gives .005 more there."""

EXTRACT_LONGEST_SENTENCE: Final = 250
"""Words. No cue is read in a longer sentence: such a "sentence" is a table or a list, and the time stays linear."""

CLUSTER_LENGTH: Final = 6_000
"""Characters of an article, from its start, that stories are told apart by: news has its event at its head."""

CLUSTER_BACKGROUND: Final = 500
"""Articles that the shipped word frequencies count as, beside those of the stream."""

CLUSTER_LEAD_WORDS: Final = 120
"""Words after the headline that are the lead."""

CLUSTER_OPENING_WORDS: Final = 25
"""Words after the headline that are its first line."""

CLUSTER_WORDS_KEPT: Final = 200
"""Words of a view that are kept, the rarest and most repeated first."""

CLUSTER_WORDS_SOUGHT: Final = 100
"""Words of an article by which its neighbours are looked up."""

CLUSTER_POSTINGS: Final = 64
"""Articles that are kept for a word, the latest: a word of more articles tells little."""

CLUSTER_NEIGHBOURS: Final = 20
"""Earlier articles that a new one is compared with."""

CLUSTER_LEAST_LIKENESS: Final = 0.08
"""Likeness (a sum of cosines) below which an article is no neighbour."""

CLUSTER_NEAR_STORIES: Final = 4
"""Stories that are grouped anew when an article comes, the likeliest."""

CLUSTER_MEMBERS: Final = 60
"""Articles of a story that are grouped anew, the latest: early ones of a long story follow them."""

CLUSTER_UNKNOWN_PAIR: Final = 0.02
"""Chance that two articles that were never compared tell one story."""

CLUSTER_LAST: Final = 5
"""Neighbours at the end of a full list that tell how likely one story is for those that the list had no room for."""

CLUSTER_TAIL: Final = 0.8
"""Chance of a pair that was not compared for want of room, as a part of that of the last neighbours in the list."""

CLUSTER_CUT: Final = 0.45
"""Mean chance of the pairs of two groups from which they are one story."""

CLUSTER_SAME_WORDS: Final = 0.95
"""Likeness of all words (a cosine) from which one text is the other, printed again: so are all dev pairs."""

CLUSTER_TIE: Final = 0.6
"""Part of the shorter of two texts that stands in both, from which they are one story's, whatever is around it."""

CLUSTER_ITEM: Final = 0.2
"""Part of the longer of two texts below which what stands in both may be one item of many."""

CLUSTER_ITEMS: Final = 3
"""Datelines or numbers at the heads of paragraphs from which an article may be a round-up of several events."""

CLUSTER_ITEM_WORDS: Final = 20
"""Words of a paragraph from which it can be an item of a round-up; a shorter one is the heading of the next."""

CLUSTER_ITEM_CHANCE: Final = 0.5
"""Chance from which an item of a round-up tells the story of an article."""

CLUSTER_AKIN: Final = 0.1
"""Chance above which two articles of two stories are akin: who tells of both has told of one event twice."""

CLUSTER_ITEM_DAYS: Final = 14
"""Days. What was published longer before a round-up is none of its items."""

CLUSTER_DAYS_NAMED: Final = 8
"""Days that an article names by weekday or the like, the first so many: later ones are background."""

CLUSTER_DATES_KEPT: Final = 6
"""Dates, days of a month and years of an article that are compared, the first so many of each."""

CLUSTER_DAYS_AHEAD: Final = 60
"""Days after publication. A date without a year that lies further ahead is last year's: news tells of what was."""

CLUSTER_GAP_FAR: Final = 4_000
"""Days from which a gap between two articles' days is no wider: after eleven years nothing more is learned from it."""

CLUSTER_KEPT: Final = 25_000
"""Articles whose features are kept to be joined by new ones: some 130 MiB."""

CLUSTER_SEGMENT: Final = 100
"""Articles in one saved piece of the index."""

ENGINE_CHUNK: Final = 16
"""Articles that a worker is handed at a time: some seconds of work, so that the workers end at about the same time."""


PARSES_KEPT: Final = 2_000_000
"""Characters of lines whose parses are kept for when a line is printed again, some 16 bytes each. Of 10,000 allsides
articles 2.3 % of the characters are read again with so many, 2.8 % without a bound, 1.6 % with 300,000.
"""

RECORD_ITEM_WORDS: Final = 0.45
"""Part of the words of a round-up's paragraph that stand in a story's other articles, from which it tells of the story:
half of the paragraphs of two articles of one story have .56 to .82, of two stories .17 to .26, one in ten over .45.
"""

RECORD_ALIGNED_PART: Final = 0.5
"""Part of a claim's characters that must lie in a shared passage, on both sides, for the passage to tie two claims."""

RECORD_QUOTE_SAME: Final = 0.6
"""Part of the content words of the shorter of two quotations of one party that the longer has too: then they are one.
"""

RECORD_QUOTE_SAME_OTHER_PARTY: Final = 0.8
"""The same for two quotations that are put into the mouths of two parties: a statement given to the wrong person."""

RECORD_QUOTE_WORDS: Final = 3
"""Content words. Shorter quotations ("dear friends") are one only when their words are equal or a passage ties them."""

RECORD_QUOTE_LINKED: Final = 0.4
"""Part of the content words of the shorter of any two quotations of one point that the other must have: else a long
quotation ties two short ones that have no word in common.
"""

RECORD_QUOTE_REPLACED: Final = 3
"""Words. A "not" or a number contradicts where at most so many words stand in the place of others, and more than so
many beside them are the same: what one paper leaves out, it does not deny.
"""

RECORD_FIGURE_CONTEXT: Final = 3
"""Content words. A number with one digit that tells ("two people", "40 miles") is one thing in two texts where so many
words of its clause are the same; each further digit ("1,453 homes") stands for one of them.
"""

RECORD_QUOTE_ALIKE: Final = 0.75
"""Part of all words of the shorter of two quotations that stand in the same order in the other, from which a "not" or
a number that only one has contradicts the other.
"""

RECORD_QUOTE_IN_ORDER: Final = 0.5
"""Part of all words of the shorter of two quotations that stand in the same order in the other."""

RECORD_TOLL_GROWTH: Final = 10
"""Times. A toll that is told as more than so many times another is another event's, unless their clauses share as many
content words as `RECORD_FIGURE_CONTEXT`.
"""

RECORD_PASSED_ON: Final = 0.6
"""Part of a quotation's characters from which it is what another said, passed on: "Lind said that Duarte had said"."""

RECORD_HEADING_WORDS: Final = 8
"""Words. A line of its own within a text that has no more and ends without a full stop is a heading: no statement."""

RECORD_TOLL_LOWERED: Final = 2
"""Times. A toll told later that is lower by more is that of another event: counts are corrected, seldom halved."""

RECORD_NAME_ALIKE: Final = 0.93
"""Part of the letters that two spellings of one name share: "Michele" and "Michelle"."""

RECORD_DAYS_APART: Final = 3
"""Days. Two datings of one event that lie further apart are two of its stages, no contradiction."""

RECORD_APPROXIMATE: Final = 0.1
"""Part of the value by which two numbers may differ when one of them is hedged ("some", "about") and yet be one
number.
"""

RECORD_CLIP_GAP: Final = 30
"""Characters. A time or a place this near to the words of an event is quoted with them."""

RECORD_BLOCK_CLAIMS: Final = 400
"""Claims, told differently, that share a party or a rare word and are compared with each other: those read first. Only
stories of hundreds of articles have more, and passages tie theirs."""

RECORD_CLAUSE_REST: Final = 90
"""Characters. An event is quoted to the end of its clause where that is no farther: "accepted Sarland's offer"."""

RECORD_LEAD_SENTENCES: Final = 5
"""Sentences. Two different numbers of dead answer one question only where both papers tell them as news, this far up:
further down stand the tolls of other fires (in eight shooting stories most conflicts found without it were false)."""

RECORD_REPRINT_WORDS: Final = 6
"""Words. An event told in as many, the same in two articles, is one printed line, whose day is that of the earliest."""

RECORD_OTHER_DAY_IDENTITY: Final = 0.8
"""Part of equal words from which a shared passage that tells two days tells one event on two days, not two events."""

PIPELINE_BATCH: Final = 256
"""Articles. A batch is kept whole or not at all; memory grows with it, and so does what a kill -9 costs (about 20 s of
work).
"""

EXTRACT_TYPE_DOUBTED: Final = 0.2
"""Chance below which the networks doubt the type that the rules give an event. With .5 as many are right; with .05 a
third of the gain is lost (PLV by extract, weights that have not seen the sentence: .686 to .747)."""

EXTRACT_TYPE_SURE: Final = 0.5
"""Chance above which the networks are sure of another type, and it is taken when they doubt that of the rules. From .5
to .8 the figure stays within .012."""

EXTRACT_TYPE_SURE_OF_ONE: Final = 0.8
"""The same where only one party is named: the networks were trained on pairs."""

EXTRACT_BACKGROUND_DAYS: Final = 31
"""Days before publication. An event with an older date is background, and so is a figure whose sentence tells only
older times (in the room `record`): last month's news is context in today's, and no part of a rising toll.
"""

EXTRACT_PRONOUN_SENTENCES: Final = 5
"""Sentences back in which "he", "she" and "it" look for whom they stand for; farther ones are nearly always wrong."""

EXTRACT_PRONOUN_SCORE: Final = -1.2
"""Points (see `extract/coreferences.py`). Below it "he" and "she" stay open: unknown is an answer."""

EXTRACT_IT_SCORE: Final = 0.6
"""The same for "it" and "its", which stand for things that are no actors as often as for a country or a body."""

EXTRACT_PRONOUN_MARGIN: Final = 0.1
"""Points by which the best candidate must lead the second; else the pronoun stays open."""

EXTRACT_PLURAL_SENTENCES: Final = 1
"""Sentences back in which "they" looks for a group or a pair."""

EXTRACT_PAIR_TOKENS: Final = 60
"""Tokens. Two persons named in this reach before "they" are a pair, when no group stands nearer."""

EXTRACT_PAIR_SENTENCES: Final = 5
"""Sentences back in which "the two leaders" looks for its two."""

EXTRACT_SAME_PAIR_SENTENCES: Final = 10
"""Sentences for which "the two men" go on being the two of whom the article said "the two leaders" before."""

EXTRACT_HOME_SHARE: Final = 3
"""Times that an article names its own country for each time that it names the next one; where it names two more evenly,
a minister may be of either.
"""

EXTRACT_HOME_TOWNS: Final = 10
"""Times that the town of a dateline is larger than the next of its name in another country, to be the one meant."""

EXTRACT_TOWN_POPULATION: Final = 50_000
"""People. A town of one word that has fewer is no place unless the article names its country: Nice, Orange, Mobile are
words.
"""

EXTRACT_TOWN_NOT_PERSON: Final = 50_000
"""People from which a town of a country that the article names is what one word means that no full name has."""

EXTRACT_HEADING_WORDS: Final = 4
"""Words of four letters and more from which a line can be a heading: "Ana Roy Slams Rivals Over Harbour Plan"."""

EXTRACT_HEADING_CAPITALS: Final = 0.8
"""Share of such words that have a capital in a heading; in a sentence of news it is a quarter."""

EXTRACT_SPORT_WORDS: Final = 4
"""Different words of match reports that an article on sport has at least."""

EXTRACT_SPORT_EVERY: Final = 80
"""An article on sport has one word of match reports in so many words, or more."""

EXTRACT_BODY_SENTENCES: Final = 8
"""Sentences back in which "the ministry" or "the company" looks for a body of that kind."""


SERVE_SQUARES: Final = 24
"""Articles. A tally of more articles counts them by origin: 24 squares are what a line of a statement has room for."""

SERVE_ROWS: Final = 40
"""Statements of a section of a record's page; the rest stands in the list of all.
Of the seeds' 99 statements none is left out but those of one article; a page stays under 250 KB.
"""

SERVE_EVIDENCE: Final = 12
"""Claims that are shown under a statement; 266 articles may tell one. The page of the statement has all."""

SERVE_INLINE: Final = 48_000
"""Bytes of statements with their evidence in the first section of a record's page, markup counted in; half as many for
the answers that differ, a third for what changed. Further statements are shown without evidence, further differences
linked.
"""

SERVE_STATEMENTS: Final = 94_000
"""Bytes of all statements on a record's page; those of one article have what the others leave. With its drawings and
tables the page of the largest story stays under 250 KB.
"""

SERVE_NEIGHBOUR: Final = 110
"""Characters of the sentences before and after a claim's own."""

SERVE_ALONE: Final = 60
"""Characters. Shorter words ("his arrival") are shown within their sentence, with as many characters on each side."""

SERVE_ANSWERS: Final = 12
"""Answers to one question that a record's page sets side by side: three rows of four."""

SERVE_MOVES: Final = 10
"""Paths over time that a record's page draws; the figures that most articles tell."""

SERVE_PRINTINGS: Final = 24
"""Printings of a figure that a drawing of its path has room for; of more, the first of each value by each origin."""

SERVE_KEPT_MIB: Final = 64
"""MiB of pages that are kept ready, plain and packed: some 500 records; the server shall stay under 400 MiB."""


SERVE_DECODED_MIB: Final = 24
"""MiB of records that are kept as they are worked with, three of the largest or a hundred: who reads a record goes on
to its statements, its lineage, its articles.
"""

SERVE_COLLECTED: Final = 50_000
"""Objects made between two looks of Python's garbage collector, which finds next to nothing here: by its own count it
looks 70 times while a large record is decoded.
"""

SERVE_THREADS: Final = 4
"""Pages that are made at the same time, each by a thread with the archive open: more take memory and turns from each
other, and none is made sooner.
"""

SERVE_DOWNLOADS: Final = 4
"""Exports that are sent at the same time: each is a file in the system's folder for such files until it is sent."""

SERVE_STALLED: Final = 60
"""Seconds in which one who downloads an export takes the next 64 KiB of it, or gets no more: the file is removed."""

SERVE_SENT: Final = 3_600
"""Seconds in which an export is downloaded whole, or it is broken off and its file removed: 1 GB at 300 kB a second."""

SERVE_EXCERPT_WORDS: Final = 10
"""Words. An export without text repeats no longer run of an article: from eleven words on an extract may be a protected
part of a work (Court of Justice of the European Union, C-5/08, Infopaq).
"""

SERVE_EXPORT_ROWS: Final = 10_000
"""Rows. As many are written at once, and are a row group of a Parquet file: enough for its readers to skip by, few
enough for memory.
"""

SERVE_SELECTOR_CONTEXT: Final = 32
"""Characters before and after the words that a TextQuoteSelector selects, as annotation clients take them."""

SERVE_WINDOW: Final = 60_000
"""Characters of a text that one page of the reader shows: ten times a long report, laid out by a browser at once."""

SERVE_PARAGRAPH: Final = 1_500
"""Characters. The reader cuts a longer paragraph at a sentence's end, so that notes stand beside their sentences."""

SERVE_PARAGRAPHS: Final = 400
"""Paragraphs of one page of the reader: a price list has thousands of lines; each would be a row with a margin."""

SERVE_EXTENTS: Final = 400
"""Stretches that the bar of an article draws: more than the bar has pixels for."""

SERVE_COMPARED: Final = 60_000
"""Characters of each text that the page of two articles prints; what lies beyond is a link to the reader."""

SERVE_DIFFED_WORDS: Final = 2_000
"""Words. Of a longer passage only what stands before the first and after the last change is told apart: the time to
compare words grows with the square of their number.
"""

SERVE_OFFERED: Final = 300
"""Articles that are offered for comparison, those with the strongest tie first: a list that a person can scroll."""

SERVE_QUOTATIONS: Final = 10
"""Quotations on a record's page, of those that most articles print; the rest stands in the list of statements."""

SERVE_WORDINGS: Final = 4
"""Wordings of one quotation that stand side by side: as many as a line has room for."""

SERVE_CUT_WORDS: Final = 8
"""Words in a row that one wording has and the other, without anything in their place, has not: from nine on the other
was cut short, which is no change of wording.
"""

SERVE_QUOTATION_LENGTH: Final = 600
"""Characters of a quotation on a record's page; its sentence has all."""

SERVE_MOMENTS: Final = 20
"""Statements on a timeline: one screen of a desk's display."""

SERVE_TIMELINE_DAYS: Final = 3
"""Days before the first and after the last report that a timeline is drawn to scale; what lies further off ("1999") is
an arrow with its date, or hours could not be told apart.
"""

SERVE_COVERAGE_ROWS: Final = 20
"""Statements of a coverage matrix besides those told differently, and as many of these: what most articles tell."""

SERVE_COVERAGE_CELLS: Final = 400
"""Cells of a coverage matrix, some 30 bytes each: a wide one has fewer statements, yet fifteen."""

SERVE_COVERAGE_PUBLISHERS: Final = 40
"""Publishers. A matrix of more has a column for each of the largest SERVE_SQUARES, and one for the others."""

SERVE_TIE_STATEMENTS: Final = 150
"""Events that are looked through for ties between actors, those that most articles tell: a few milliseconds."""

SERVE_KNOTS: Final = 16
"""Actors that a network draws: of more the names do not find room around the ring."""

SERVE_NETWORK_TIES: Final = 24
"""Ties between actors on a record's page; more curves could not be told apart in a ring of 16."""

SERVE_ORIGINS: Final = 12
"""Origins that a drawing tells apart: six colours and as many letters again; the small ones of more are one."""

SERVE_KNOWN: Final = 32
"""Lines of the table "how each is known" on a record's page, about 600 bytes each; the page of the lineage has all."""

SERVE_KNOWN_FEW: Final = 4
"""Articles under one origin in that table, where it has not room for every line."""

SERVE_LANE: Final = 24
"""Printings that a lane of the clock draws one by one; of more it draws how many there were at a time."""

SERVE_TIES: Final = 300
"""Rows of each table of the page of the lineage: what a person scrolls through; exports have all."""

SERVE_PLACES: Final = 30
"""Places on a record's page, those that most articles name."""

SERVE_LAND_DEGREES: Final = 0.1
"""Degrees (some 11 km) to which coasts and borders are kept in memory: as fine as a map of the narrowest view needs."""

SERVE_MAP_DEGREES: Final = 8.0
"""Degrees of latitude that a map shows at least: one town by itself would stand on an empty sheet."""


def all_settings() -> dict[str, float | int | str]:
    """The settings by name, in the order of the file.

    >>> all_settings()["ACQUIRE_LONGEST_TEXT"]
    200000
    """
    return {name: value for name, value in globals().items() if name.isupper() and isinstance(value, (int, float, str))}
