"""Who does what to whom: subjects, objects and prepositional phrases, construction by construction."""

import pytest

from service.language import Doc, read
from service.language.syntax.noun_phrases import Phrase

# (sentence with its *verb*, subject, object)
CASES = [
    ("The harbour board *approved* the plan.", "The harbour board", "the plan"),
    ("She quietly *sold* her shares.", "She", "her shares"),
    ("On Monday the court *rejected* the appeal.", "the court", "the appeal"),
    ("The mayor of the town *opened* a bridge.", "The mayor of the town", "a bridge"),
    ("The mayor, Ana Lopez, *opened* a bridge.", "The mayor, Ana Lopez", "a bridge"),
    ("The men arrested in May *denied* the charge.", "The men", "the charge"),
    ("The men who robbed the bank *fled* the city.", "The men", "the city"),
    ("The court, which sits in Bern, *struck* down the law.", "The court", "the law"),
    ("Rebels and soldiers *signed* a truce.", "Rebels and soldiers", "a truce"),
    ("He or she *leads* the party.", "He or she", "the party"),
    ("The bus stops at my barn and I *joked* about it.", "I", None),
    ("The long waiting period *is* over.", "The long waiting period", None),
    ("They had *frozen* further hiring plans.", "They", "further hiring plans"),
    ("The union said the strike *hurt* exports.", "the strike", "exports"),
    ("The law that she *wrote* was old.", "she", "that"),
    ("The firm which *built* the dam went bankrupt.", "which", "the dam"),
    ("The firm *gave* each worker a bonus.", "The firm", "a bonus"),
    ("The jury *told* him the verdict.", "The jury", "the verdict"),
    ("The fund *won* a prize on Friday.", "The fund", "a prize"),
    ("Shares *rose* last week.", "Shares", None),
    ("The minister *resigned* on Tuesday.", "The minister", None),
    ("The bridge was *closed* by police.", "The bridge", None),
    ("The price *became* a burden.", "The price", None),
    ("Nor did the minister *visit* the camp.", "the minister", "the camp"),
    ("The bank will *cut* the rate and open a branch.", "The bank", "the rate"),
]
OBLIQUES = [
    ("The envoy *met* rebels in Geneva on Friday.", ["in Geneva", "on Friday"]),
    ("The bridge was *closed* by police after the storm.", ["by police", "after the storm"]),
    ("The firm *gave* a bonus to each worker.", ["to each worker"]),
    ("The club *moved* yesterday.", []),
]


def _read(marked: str) -> tuple[Doc, int]:
    before, _, _ = marked.split("*")
    doc = read(marked.replace("*", ""))
    return doc, next(i for i, start in enumerate(doc.tokens.starts) if start == len(before))


def _words(doc: Doc, phrase: Phrase | None) -> str | None:
    return doc.span(phrase.first, phrase.last).of(doc.text) if phrase else None


@pytest.mark.parametrize(("marked", "subject", "thing"), CASES)
def test_subject_and_object(marked: str, subject: str | None, thing: str | None) -> None:
    doc, verb = _read(marked)

    found = doc.arguments(doc.sentences[0])[verb]

    assert (_words(doc, found.subject), _words(doc, found.object)) == (subject, thing)


@pytest.mark.parametrize(("marked", "phrases"), OBLIQUES)
def test_what_hangs_by_prepositions(marked: str, phrases: list[str]) -> None:
    doc, verb = _read(marked)

    found = doc.arguments(doc.sentences[0])[verb].obliques

    assert [_words(doc, Phrase(index, phrase.last)) for index, phrase in found] == phrases


def test_an_event_noun_has_what_stands_before_it_and_what_hangs_on_it() -> None:
    doc = read("Brannoc's upcoming vote on the budget will be close.")

    found = doc.arguments(doc.sentences[0])

    words = {doc.tokens.words[head]: one for head, one in found.items()}
    assert _words(doc, words["vote"].subject) == "Brannoc's upcoming"
    assert [_words(doc, Phrase(index, phrase.last)) for index, phrase in words["vote"].obliques] == ["on the budget"]


def test_verbs_under_one_auxiliary_have_one_subject_and_objects_of_their_own() -> None:
    doc = read("The bank will cut the rate in May and open a branch.")

    found = doc.arguments(doc.sentences[0])

    words = {doc.tokens.words[head]: (_words(doc, one.subject), _words(doc, one.object)) for head, one in found.items()}
    assert words == {"cut": ("The bank", "the rate"), "open": ("The bank", "a branch")}


@pytest.mark.parametrize(
    ("marked", "negated"),
    [
        ("The school will *reopen* no later than May.", False),
        ("The firm will *hire* no fewer than 30 nurses.", False),
        ("The firm will *hire* no nurses.", True),
    ],
)
def test_a_bound_denies_nothing(marked: str, negated: bool) -> None:
    doc, verb = _read(marked)

    assert {clause.head: clause.negated for clause in doc.sentences[0].clauses}[verb] is negated
