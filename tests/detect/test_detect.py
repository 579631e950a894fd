"""What `detect` finds in plain sentences of many kinds of news, construction by construction."""

from datetime import date

import pytest

from service.detect import Kind, Modality, Polarity, Statement, detect
from service.language import read

OUTCOMES = [
    # (sentence, head, modality)
    ("Officials will hold a briefing on Tuesday.", "hold", "scheduled"),
    ("The drought will cause shortages.", "cause", "expectation"),
    ("We will rebuild every house.", "rebuild", "commitment"),
    ("The minister said the bridge would reopen.", "reopen", "expectation"),
    ("Prices may climb again.", "climb", "possibility"),
    ("The dam could burst.", "burst", "possibility"),
    ("Both sides must withdraw their troops by Friday.", "withdraw", "demand"),
    ("The leaders are expected to sign a treaty.", "sign", "expectation"),
    ("The court is due to rule next week.", "rule", "scheduled"),
    ("The president is to visit Oslo.", "visit", "scheduled"),
    ("It is going to rain for days.", "rain", "expectation"),
    ("The airline plans to hire 500 pilots.", "hire", "intention"),
    ("The goal is to finish by spring.", "finish", "intention"),
    ("The firm agreed to pay a fine.", "pay", "commitment"),
    ("Rebels vowed to retake the town.", "retake", "commitment"),
    ("The union urged the company to reopen talks.", "reopen", "demand"),
    ("Senators demanded that the chairman resign.", "resign", "demand"),
    ("The board is considering selling the brand.", "selling", "possibility"),
    ("The strike threatens to close the port.", "close", "possibility"),
    ("The company may decide to close the plant.", "close", "possibility"),
    ("The summit continues Thursday.", "continues", "scheduled"),
    ("Voters await the upcoming referendum.", "referendum", "scheduled"),
    ("There is talk of a possible merger.", "merger", "possibility"),
    ("There will be four more concerts.", "concerts", "scheduled"),
    ("The hearing is scheduled for July 10.", "hearing", "scheduled"),
    ("The album is scheduled for release in May.", "release", "scheduled"),
    ("If the talks fail, the sanctions will return.", "return", "scheduled"),
    ("The mayor, Ana Lopez, vowed to reopen the pool.", "reopen", "commitment"),
    ("In Lund, Ida Vold, head of the agency, promised to deliver 500 tents.", "deliver", "commitment"),
    ("The company has proposed to close three depots.", "close", "intention"),
    ("The ferry is supposed to dock on Friday.", "dock", "scheduled"),
    ("The plant is on track to open in May.", "open", "expectation"),
    ("Lawyers asked that she repay the money.", "repay", "demand"),
    ("The council wants the builder, Castor Homes, to repair the roof.", "repair", "intention"),
    ("The premier will call an election in May.", "call", "scheduled"),
    ("THE FERRY WILL RESUME ON MONDAY.", "RESUME", "scheduled"),
    ("The pools reopen after repairs on Tuesday.", "reopen", "scheduled"),
    ("The inquest is fixed for 3 June.", "inquest", "scheduled"),
    ("The minister reassured families that the school would stay open.", "stay", "commitment"),
    ("The mill may be forced to mothball a kiln.", "mothball", "possibility"),
    ("Further closures are likely in May.", "closures", "expectation"),
    ('"The others will hold the bridge," Ana Lopez said.', "hold", "expectation"),
    ('"The others will hold talks on Friday," Ana Lopez said.', "hold", "scheduled"),
    ('"There will be four more concerts," Ana Lopez said.', "concerts", "scheduled"),
    ('"Acme will sell the yard," Acme said.', "sell", "scheduled"),
    ("The bank said it would probably close and sell the unit.", "sell", "expectation"),
]

RESULTS = [
    "The army *captured* the town.",
    "Shares *fell* by 3 percent.",
    "The court has *rejected* the appeal.",
    "The mayor was *elected* in May.",
    "The two *met* on Friday.",
    "The storm, which *struck* at dawn, flooded the port.",
    "A bomb *planted* by rebels went off.",
    "A train derailed, *killing* two passengers.",
    "He retired after *winning* the cup.",
    "The crew managed to *land* the plane.",
    "The airline began to *cancel* flights.",
    "Residents had to *leave* their homes.",
    "The colonel was said to have *fled*.",
    "There was an *explosion* at the plant.",
    "Higher costs *cut* into profits, and the firm closed two plants.",
    "Her barrister, Simon Roth, *arrived* in Lund.",
    "The union *called* a strike.",
]

DENIED = [
    ("The parties failed to reach a deal.", "reach", "result"),
    ("The company did not renew the contract.", "renew", "result"),
    ("The striker has not played since June.", "played", "result"),
    ("The envoy refused to leave.", "leave", "result"),
    ("Rescuers were unable to reach the village.", "reach", "result"),
    ("The envoys could not agree on a text.", "agree", "result"),
    ("The delegates left without signing the text.", "signing", "result"),
    ("No tickets were sold.", "sold", "result"),
    ("The minister will not attend.", "attend", "outcome"),
    ("The bill is unlikely to pass.", "pass", "outcome"),
    ("The general ruled out sending troops.", "sending", "outcome"),
    ("The bank is not expected to raise rates.", "raise", "outcome"),
    ("Trains will no longer stop here.", "stop", "outcome"),
    ("No shops will open on Monday.", "open", "outcome"),
]

SILENT = [
    "Kim is a great leader.",
    "The plant employs 300 people.",
    "The factory used to employ thousands.",
    "The team would have won the cup.",
    "The thief may have escaped by the window.",
    "Will the senate pass the bill?",
    "They know how to mend it.",
    "The spokesman said no more.",
    "She is travelling with the president.",
    "The crew tried to land the plane.",
    "Critics called the vote a farce.",
    "She called the election unfair.",
]


def _detect(text: str, *, title: str | None = None, published: date | None = None) -> list[Statement]:
    return detect(read(text, title=title), published=published)


def found(text: str, **options: date) -> dict[str, Statement]:
    return {statement.head.of(text): statement for statement in _detect(text, **options)}


@pytest.mark.parametrize(("text", "head", "modality"), OUTCOMES)
def test_outcomes(text: str, head: str, modality: str) -> None:
    statement = found(text)[head]
    assert (statement.kind, statement.modality) == (Kind.OUTCOME, Modality(modality))
    assert statement.polarity is Polarity.POSITIVE


@pytest.mark.parametrize("marked", RESULTS)
def test_results(marked: str) -> None:
    before, head, after = marked.split("*")
    statement = found(before + head + after)[head]
    assert (statement.kind, statement.modality) == (Kind.RESULT, None)
    assert statement.head.start == len(before)


@pytest.mark.parametrize(("text", "head", "kind"), DENIED)
def test_denials(text: str, head: str, kind: str) -> None:
    statement = found(text)[head]
    assert (statement.kind, statement.polarity) == (Kind(kind), Polarity.NEGATIVE)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_statement(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("The company will sign a treaty and open an office.", ["sign", "open"]),
        ("Police arrested two men and seized a van.", ["arrested", "seized"]),
        ("The firm plans to cut costs and raise prices.", ["cut", "raise"]),
        ("Both bridges were closed and later repaired.", ["closed", "repaired"]),
    ],
)
def test_each_event_of_a_coordination_is_stated(text: str, heads: list[str]) -> None:
    assert [statement.head.of(text) for statement in _detect(text)] == heads


@pytest.mark.parametrize(
    ("headline", "head", "kind"),
    [
        ("Parliament Elects First Female Speaker", "Elects", "result"),
        ("Stock markets fall on rate fears", "fall", "result"),
        ("Minister to visit quake zone", "visit", "outcome"),
        ("High Court to Hear Challenge to Travel Ban", "Hear", "outcome"),
        ("Parliament set to vote on reform", "vote", "outcome"),
        ("Central bank cuts rates to record low", "cuts", "result"),
        ("Australian police arrest five over plot", "arrest", "result"),
        ("Talks on climate begin in Bonn", "begin", "result"),
        ("Seven killed in motorway crash", "killed", "result"),
    ],
)
def test_headlines(headline: str, head: str, kind: str) -> None:
    text = f"{headline}\n\nThe news reached the capital in the evening, officials said on Monday.\n"
    assert found(text)[head].kind is Kind(kind)


@pytest.mark.parametrize(
    ("line", "head", "kind"),
    [
        ("Bond markets slump", "slump", "result"),
        ("Nurses clash with ministers over pay", "clash", "result"),
        ("Vela unveils electric van", "unveils", "result"),
        ("Mirza to lead the opera", "lead", "outcome"),
        ("Talks resume Monday", "resume", "outcome"),
    ],
)
def test_a_headline_by_itself(line: str, head: str, kind: str) -> None:
    assert found(line)[head].kind is Kind(kind)


@pytest.mark.parametrize(
    "line", ["The markets close at nine", "We close the shop", "Good luck with it", "Nurses clash often."]
)
def test_other_lines_by_themselves_are_no_headlines(line: str) -> None:
    assert not [one for one in found(line).values() if one.kind is Kind.RESULT]


def test_the_event_is_stated_not_the_words_that_introduce_it() -> None:
    assert "agreed" not in found("The ministers agreed to cut tariffs.")
    assert "expected" not in found("They are expected to sign.")


def test_a_condition_makes_its_consequence_conditional() -> None:
    text = "If the talks fail, the sanctions will return."
    assert found(text)["return"].conditional
    assert not found("The sanctions will return.")["return"].conditional


def test_spans_lie_within_one_another() -> None:
    text = "The mayor resigned on Friday. Her deputy, a banker, will take over next week."
    for statement in _detect(text):
        assert statement.sentence.start <= statement.span.start <= statement.head.start
        assert statement.head.end <= statement.span.end <= statement.sentence.end
        assert statement.cue is None or statement.cue.of(text)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The minister, Ida Vold, will sign the accord.", "The minister, Ida Vold, will sign the accord."),
        ("Sund Ferries, an operator, recently sold two ships.", "Sund Ferries, an operator, recently sold two ships."),
        ("On Sunday, rescuers reached the hut.", "rescuers reached the hut."),
        ("The crew left, Ida Vold said, and the ship sank.", "and the ship sank."),
        ("After the storm, in the valley, flooded roads were closed.", "flooded roads were closed."),
    ],
)
def test_a_clause_begins_with_its_subject(text: str, clause: str) -> None:
    assert _detect(text)[-1].span.of(text) == clause


def test_a_due_date_needs_a_publication_date() -> None:
    text = "The court will rule on Thursday."
    assert found(text)["rule"].due is None
    assert found(text, published=date(2024, 5, 6))["rule"].due == date(2024, 5, 9)


def test_a_month_is_no_event() -> None:
    assert [*found("The trial is scheduled for March."), *found("The vote is planned for March 9.")] == [
        "trial",
        "vote",
    ]
