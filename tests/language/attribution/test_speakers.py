"""Who states what. In each text the clause that is asked about has its head in square brackets."""

import re

import pytest

from service.language import read


def speaker(marked: str, title: str | None = None) -> str | None:
    """The speaker of the clause whose head stands between the first single brackets of `marked`."""
    head = marked.index("<")
    doc = read(re.sub(r"[<>]", "", marked), title=title)
    return doc.attribution.speaker_at(doc.tokens.starts.index(head))


def table(*rows: tuple[str, str | None]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "who"), rows)


@table(
    ("The plant will <close> in June, the company said.", "company"),
    ("The company said the plant will <close> in June.", "company"),
    ("The company said on Friday that the plant will <close>.", "company"),
    ("The plant, the company said, will <close> in June.", "company"),
    ("The plant will <close>, said Ann Moe, a spokeswoman for the company.", "Ann Moe"),
    ("The plant will <close>, said the company's chief, Ann Moe.", "Ann Moe"),
    ("The plant will <close>, said a clerk who asked not to be named.", "clerk"),
    ("The plant <closed> last year, Ann Moe told analysts on a call that lasted an hour.", "Ann Moe"),
    ("According to Ann Moe, the plant will <close>.", "Ann Moe"),
    ("The quake <killed> at least 40 people, state television reported.", "state television"),
    ('"The windows <shattered>," one of them said.', "one of them"),
    ("The plant will <close>, according to the company.", "company"),
    ('The plant will <close>, according to the "Daily Post".', "Daily Post"),
    ("Residents were told by Ann Moe that the plant will <close>.", "Ann Moe"),
    ("When the bid failed, Moe said the plant would <close>.", "Moe"),
    ("Asked about the plant, Moe said it would <close>.", "Moe"),
    ("Moe said she would <stay>, adding that the plant would close.", "Moe"),
    ("Moe said she would stay, adding that the plant would <close>.", "Moe"),
    ("Moe has said that the plant will <close>.", "Moe"),
    ("Moe on Tuesday announced the plant would <close>.", "Moe"),
    ("The plant, which Moe said will <close>, is old.", "Moe"),
    ("The firm, which said it would <cut> jobs, fell.", "firm"),
    ("Nearly all traders polled expect the bank to <raise> rates.", "traders polled"),
    ("Scientists have noticed that the ice <melted> early.", "Scientists"),
    ("Critics have condemned the plan, claiming that it could <fail>.", "Critics"),
    ("The plant <closed>, with union chief Tom Hall saying that jobs were lost.", None),
    ("The plant closed, with union chief Tom Hall saying that jobs were <lost>.", "Tom Hall"),
)
def test_reports(text: str, who: str | None) -> None:
    assert speaker(text) == who


@table(
    ("The port <closed> on Sunday, saying it would reopen.", None),
    ("The guard, who said he heard a shot, <ran> for help.", None),
    ("The plant is expected to <close>.", None),
    ("It was reported that the plant had <closed>.", None),
    ("The company wants to <close> the plant.", None),
    ("The company did not say when it will <close> the plant.", None),
    ("The company declined to say whether it will <close> the plant.", None),
    ("The company is expected to announce that it will <close> the plant.", None),
    ("Neither side would say when talks will <resume>.", None),
    ("Data showed sales <rose>.", None),
    ("Sales <rose>, according to data taken in May.", None),
    ("He was jailed, court records show. The trial will <start> soon.", None),
    ("The group claimed the bomb, which <killed> two.", None),
    ("The firm announced a merger that <ended> a feud.", None),
    ("After that comment, the two <left>.", None),
    ("They hail from the same state where a plant <closed>.", None),
    ("Customer demand <fell>.", None),
    ("The board ordered the firm to <pay>.", None),
    ("Travellers in the United States will <pay> more.", None),
    ("Moe spoke. The board <left>.", None),
    ('The board called the plan "a joke" and <rejected> it.', None),
    ('The so-called "bridge to nowhere" will <open> in May.', None),
    ('"It was hard," said Moe. But her team will <race> again.', None),
    ('"We go," Moe said, as others <left> the room.', None),
    ("Moe said it would rain, but the sun <shone>.", None),
    ("Ann Moe, head of Acme Corp., and Bob Poe, its chairman, will <meet>.", None),
)
def test_the_outlets_own_voice(text: str, who: str | None) -> None:
    assert speaker(text) is who


@table(
    ('"The ferry will <sail>," beamed Ida Holm.', "Ida Holm"),
    ('"Will they pay?" growled the union leader, Ola Berg. "We will <strike>."', "Ola Berg"),
    ('The board praised "the deal," and Ola Berg <left>.', None),
    ('"We will <close>," said Ann Moe.', "Ann Moe"),
    ('"We will <close>," Ann Moe said.', "Ann Moe"),
    ("“We will <close>,” Ann Moe said.", "Ann Moe"),
    ("'We will <close>,' Ann Moe said.", "Ann Moe"),
    ('Ann Moe said: "We will <close>."', "Ann Moe"),
    ('Ann Moe said, "We will <close>."', "Ann Moe"),
    ('Ann Moe: "We will <close>."', "Ann Moe"),
    ('"We will <close>!" Ann Moe said.', "Ann Moe"),
    ('"Will we stay?" asked Ann Moe. "We will <close>."', "Ann Moe"),
    ('"We are sad," Ann Moe said, "and we will <close>."', "Ann Moe"),
    ('"We are sad. We will <close>," Ann Moe said.', "Ann Moe"),
    ('"We are sad," Ann Moe said. "It hurts. We will <close>."', "Ann Moe"),
    ('Ann Moe said the firm "will <close> the plant" in May.', "Ann Moe"),
    ('Ann Moe said the firm "will go on" and would <close> the plant.', "Ann Moe"),
    ('The plant "will <close> if it must", according to Ann Moe.', "Ann Moe"),
    ('Ann Moe was sad. "We will <close>."', "Ann Moe"),
    ('"We are sad," Ann Moe said.\n\n"We will <close>," she added.', "Ann Moe"),
    ('"We are sad," Ann Moe said. "It hurts.\n\n"We will <close>."', "Ann Moe"),
    ('"The mayor told me he will <close> it," Ann Moe said.', "mayor"),
    ('"I think we will <close>," Ann Moe said.', "Ann Moe"),
    ('"We go," Ann Moe said. Bob Poe disagreed. "We <stay>," he said.', "Bob Poe"),
    ('The board met on Monday. "We <stay>," it was told by Ann Moe.', None),
)
def test_quotations(text: str, who: str | None) -> None:
    assert speaker(text) == who


@table(
    ("Moe pledged to <close> the plant.", "Moe"),
    ("Moe condemned the blast and vowed to <find> the bombers.", "Moe"),
    ("Moe promised to stay and <left>.", None),
    ("Moe threatened to <close> the plant.", "Moe"),
    ("The storm threatens to <close> the plant.", None),
    ("The union urged members to <strike>.", "union"),
    ("The union called on members to <strike>.", "union"),
    ("The union called for the plant to be <closed>.", "union"),
    ("The party wrote to its members requesting that they <vote>.", "party"),
    ("Moe accused the mayor of <taking> bribes.", "Moe"),
    ("Moe announced last Sunday the <sale> of the plant.", "Moe"),
)
def test_promises_and_requests(text: str, who: str | None) -> None:
    assert speaker(text) == who


@table(
    ("Officials said the club told them it intends to <appeal>.", "club"),
    ("Moe said police believe the fire was <set>.", "police"),
    ("The army said two men were <killed>, but rebels said five had died.", "army"),
    ("The army said two men were killed, but rebels said five had <died>.", "rebels"),
    ("The plant will <close> in May, but Moe has said that this is not certain.", None),
    ("The release said that trains will be slow, but no harm has been <found>.", "release"),
)
def test_the_innermost_report_counts(text: str, who: str | None) -> None:
    assert speaker(text) == who


@table(
    ("Norfrakt, Ltd. said the line will <close>.", "Norfrakt, Ltd."),
    ("Officials at Norfrakt, Inc. said the line will <close>.", "Officials at Norfrakt, Inc."),
    ("Ines de los Rios said the line will <close>.", "Ines de los Rios"),
    ("Karl von der Lippe said the line will <close>.", "Karl von der Lippe"),
    ("Norfrakt Chief Executive Ida Holm said the line will <close>.", "Ida Holm"),
    ("The Executive Board said the line will <close>.", "Executive Board"),
    ("Ann Moe won. Moe said she will <stay>.", "Ann Moe"),
    ("President Ann Moe said she will <stay>.", "Ann Moe"),
    ("Secretary of State Ann Moe said she will <stay>.", "Ann Moe"),
    ("Sen. Bob Gray, R-Ohio, said he will <stay>.", "Bob Gray"),
    ("Gen. Bob Gray (retired) said he will <stay>.", "Bob Gray"),
    ("Acme chief Ann Moe, 51, of Ohio, said she will <stay>.", "Ann Moe"),
    ("Ann Moe, the chief of Acme said it will <close>.", "Ann Moe"),
    ("Ann O'Hara said she will <stay>.", "Ann O'Hara"),
    ("J. P. Moss said he will <stay>.", "J. P. Moss"),
    ("The head of the navy, Ann Moe, said it will <close>.", "Ann Moe"),
    ("Navy chief of staff General Bob Gray said it will <close>.", "Bob Gray"),
    ("Ann Moe won. She said she will <stay>.", "Ann Moe"),
    ("Ann Moe met Bob Gray. He said he will <stay>.", "Bob Gray"),
    ("Ann Moe met Bob Gray. She said she will <stay>.", "Ann Moe"),
    ("Ann Moe was named by Bob Gray. “I will <stay>,” she said.", "Ann Moe"),
    ("The general, General Bob Gray, won. The general said he will <stay>.", "Bob Gray"),
    ("Coach Bob Gray won. The coach said he will <stay>.", "Bob Gray"),
    ("The Harbour Police met. The police said they <left>.", "Harbour Police"),
    ("The Ferry Safety Board (FSB) met. The FSB said it will <close>.", "Ferry Safety Board"),
    ("The Irish Ministry of Trade met. The Ministry of Trade said it <left>.", "Irish Ministry of Trade"),
    ("General Motors said it will <close>.", "General Motors"),
    ("North Korea said it <left>.", "North Korea"),
    ("A White House official said it <left>.", "White House official"),
    ("Lawyers for Gray said he will <stay>.", "Lawyers for Gray"),
    ("Ann Moe met Bob Gray. Gray's lawyer said he will <stay>.", "Gray's lawyer"),
    ("A statement from Acme said it will <close>.", "Acme"),
    ("Acme said it is sad. “We will <close>,” the statement read.", "Acme"),
    ("A statement from Acme said it is sad. “We will <close>,” the statement read.", "Acme"),
    ("Acme Inc. (NYSE: ACM) today announced it will <close>.", "Acme Inc."),
    ("State media reported that he had <died>.", "State media"),
    ("Prosecutors say he <stole> it.", "Prosecutors"),
    ("One user said it will <close>.", "One user"),
)
def test_names(text: str, who: str | None) -> None:
    assert speaker(text) == who


TRANSCRIPT = """The talks go on. Ayesha Lind reports.

AYESHA LIND, BYLINE: The two <1>met on Monday. Tom Reed says a deal will be <2>signed.

PRESIDENT DONALD ROE: (Through interpreter) We will <3>sign it. That is all.

LIND: Experts say it will <4>fail. It <5>rained. "We will <6>see," Reed said.

ROE: I think we will <7>go.

SEN. MARIA DE LA CRUZ: I <8>went.

UNIDENTIFIED MAN: They <9>left.

Ayesha Lind is a reporter who <0>covers talks."""


@pytest.mark.parametrize(
    ("mark", "who"),
    [
        (1, "Ayesha Lind"),
        (2, "Tom Reed"),
        (3, "Donald Roe"),
        (4, "Experts"),
        (5, "Ayesha Lind"),
        (6, "Tom Reed"),
        (7, "Donald Roe"),
        (8, "Maria De La Cruz"),
        (9, "Unidentified Man"),
        (0, None),
    ],
)
def test_transcripts(mark: int, who: str | None) -> None:
    assert speaker(re.sub(r"<(\d)>", lambda found: "<" if int(found[1]) == mark else "", TRANSCRIPT)) == who


@pytest.mark.parametrize(
    "text",
    ["", "said", ')" Kim told', '"said', "according to", '"" said', "he said he said", "said by , and", "“” , said"],
)
def test_any_text_has_voices(text: str) -> None:
    doc, again = read(text), read(text)
    tokens = range(len(doc.tokens))
    assert [doc.attribution.speaker_at(token) for token in tokens] == [
        again.attribution.speaker_at(token) for token in tokens
    ]


@table(
    # wire
    ("Two ships <collided>, Capt. Ole Daly said.", "Ole Daly"),
    ("Mr Kelly later said the road had <closed>.", "Kelly"),
    ("It was confirmed by the police on Monday that a bag was <found>.", "police"),
    ("According to the local edition of the “Dawn Herald”, two men <died>.", "Dawn Herald"),
    ("According to the Herald, the club has told the league it will <appeal>.", "club"),
    ("Sky <reports> the talks have failed.", None),
    ("Sky reports the talks have <failed>.", "Sky"),
    ("Police said two men were arrested and added that a third had <fled>.", "Police"),
    # broadcast
    ("The radio quoted the minister as saying the dam would <open> in June.", "minister"),
    ("The minister was quoted by the radio as saying the dam had <burst>.", "minister"),
    ("Det Supt Ann Reilly said a boy was <hurt>.", "Ann Reilly"),
    ("John (Jack) Moe said the mine would <open>.", "John (Jack) Moe"),
    # company
    ("Moe & Hill Co said sales <rose> 4 percent.", "Moe & Hill Co"),
    ("The firm <cut> 200 jobs, citing weak demand.", None),
    ("It <fixed> the leaks, but said others had been found.", None),
    ("The bank said profits had fallen, however no figures have been <published>.", None),
    ("A fund promised members it would <sell> the shares.", "fund"),
    # sport
    ("Dwayne “The Rock” Moe said he would <fight> in May.", "Dwayne “The Rock” Moe"),
    ("A two - point deduction would see it <fall> to third place.", None),
    ("Fans shouted names as the team <left>.", None),
)
def test_whom_the_text_gives_the_word(text: str, who: str | None) -> None:
    assert speaker(text) == who
