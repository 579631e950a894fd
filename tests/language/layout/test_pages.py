"""Pages: which lines are the story, where its sentences end, whose turn it is in a transcript."""

import pytest

from service.language.layout.pages import Page, Role, Sentence, read_page
from service.language.wordlists import word_lists

H, C, F, B, BIO = Role.HEADLINE, Role.CAPTION, Role.BOILERPLATE, Role.BODY, Role.BIOGRAPHY

LEAD = "The ferry company will raise its fares in April, its owner said on Monday."
NEXT = "Fares have not changed since 2011."


def said(page: Page, sentence: Sentence) -> str:
    tokens = page.tokens
    return page.text[tokens.starts[sentence.first] : tokens.end(sentence.last - 1)]


def roles(text: str, title: str | None = None) -> list[tuple[Role, str]]:
    page = read_page(text, title)
    return [(sentence.role, said(page, sentence)) for sentence in page.sentences]


def bodies(text: str) -> list[str]:
    return [words for role, words in roles(text) if role is B]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Mr. Hill met Sen. Ortiz on Feb. 3. They talked.", ["Mr. Hill met Sen. Ortiz on Feb. 3.", "They talked."]),
        ("It left at 5 p.m. Monday. All slept.", ["It left at 5 p.m. Monday.", "All slept."]),
        ("It left at 5 p.m. The crew slept.", ["It left at 5 p.m.", "The crew slept."]),
        ("The U.S. Navy sank it. It is gone.", ["The U.S. Navy sank it.", "It is gone."]),
        ("It sank off the U.S. The crew swam.", ["It sank off the U.S.", "The crew swam."]),
        (
            "Acme Inc. bought Bolt Ltd. for $1.5 million. It paid.",
            ["Acme Inc. bought Bolt Ltd. for $1.5 million.", "It paid."],
        ),
        ("J. P. Moss and Ann K. Roe won. Both smiled.", ["J. P. Moss and Ann K. Roe won.", "Both smiled."]),
        ("Smith vs. Jones was No. 5 on the list. It ended.", ["Smith vs. Jones was No. 5 on the list.", "It ended."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ('"We lost. It hurts," he said. "We go on."', ['"We lost.', 'It hurts," he said.', '"We go on."']),
        ("“We lost. It hurts,” he said. “We go on.”", ["“We lost.", "It hurts,” he said.", "“We go on.”"]),
        ('"Will it end?" he asked. "Soon!" she said.', ['"Will it end?" he asked.', '"Soon!" she said.']),
        ("It fell (nobody was hurt). It rose.", ["It fell (nobody was hurt).", "It rose."]),
        ("They waited ... and waited. Then it came.", ["They waited ... and waited.", "Then it came."]),
        ("The plan fails.Nobody knows why.", ["The plan fails.Nobody knows why."]),
        ("The plan failed.The board met.", ["The plan failed.", "The board met."]),
        ("See example.com for more. It is free.", ["See example.com for more.", "It is free."]),
        ("Élodie is in Zürich — with José. Ünal left…", ["Élodie is in Zürich — with José.", "Ünal left…"]),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str]) -> None:
    assert bodies(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "The mayor will resign",
        "Talks resume Monday",
        "Rain",
        "The mayor will resign.",
        "Will she resign?",
        "the 3 bridges reopen",
    ],
)
def test_a_text_of_one_line_is_the_story(text: str) -> None:
    assert roles(text) == [(B, text)]


def test_a_page_of_lines_without_full_stops_is_the_story() -> None:
    assert [role for role, _ in roles("The mayor resigned\nThe council will meet on Friday")] == [B, B]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("gap", [1, 2, 3])
def test_menus_buttons_and_notices_are_furniture(newline: str, gap: int) -> None:
    lines = [
        (F, "Skip to main content"),
        (F, "Home"),
        (F, "Weather Sports Traffic"),
        (F, "Listen Live"),
        (F, "0:00 3:12"),
        (F, "Please support our newsroom with a gift today."),
        (H, "Ferry Company to Raise Its Fares"),
        (F, "By Mary Hill, Staff Writer"),
        (F, "Published March 3, 2021 at 4:15 PM EST"),
        (F, "Updated 5 min ago"),
        (B, LEAD),
        (F, "Advertisement"),
        (B, NEXT),
        (F, "Sign up for our newsletter"),
        (F, "Read more: Harbour to be dredged"),
        (F, "© 2021 Harbour Media, all rights reserved"),
        (F, "Privacy Policy"),
    ]
    assert roles((newline * gap).join(text for _, text in lines)) == lines


def test_a_notice_in_the_last_paragraph_is_cut_off() -> None:
    assert roles(f"{LEAD}\n\n{NEXT} [Copyright 2021 Harbour Media]") == [
        (B, LEAD),
        (B, NEXT),
        (F, "[Copyright 2021 Harbour Media]"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The author sued the studio under the Copyright Act of 1976 on Monday.",
        "The band will release its newsletter archive next year.",
        "Supporters will donate blood on Friday.",
        "The agency will update its privacy rules in May.",
        "Short. Very.",
        "He teaches copyright law.",
        "Updated figures are expected on Friday.",
        "The Copyright Act of 1976 will expire.",
        "Shares rose to $2 a share on Monday.",
        "Thousands are expected to sign up for the course.",
        "The country wants to become a member of the union.",
        "The firm will change its privacy policy in May.",
        "He entered without permission, police said.",
        "The army will support our allies, he said.",
        "The council will read more reports in May.",
        "She won.",
    ],
)
def test_short_paragraphs_of_a_story_are_no_furniture(text: str) -> None:
    assert {role for role, words in roles(f"{LEAD}\n\n{text}\n\n{NEXT}")} == {B}


@pytest.mark.parametrize(
    "text",
    [
        "Copyright 2021 Harbour Media.",
        "Copyright (c) 2021 Harbour Media.",
        "© 2021 Harbour Media.",
        "All rights reserved.",
        "Please subscribe to our newsletter.",
        "You can support our work.",
        "Sign up for our newsletter to get the news in your inbox.",
        "This site uses cookies.",
        "This story was originally published in March.",
        "Tom Reed contributed to this report.",
        "Follow us on social media.",
        "Transcript provided by Harbour Media, Copyright Harbour Media.",
        "This material may not be reproduced without permission.",
    ],
)
def test_appeals_and_notices_in_whole_sentences_are_furniture(text: str) -> None:
    assert roles(f"{LEAD}\n\n{text}\n\n{NEXT}")[1] == (F, text)


def test_captions_and_what_repeats_them() -> None:
    shown = "A ferry leaves the harbour on Sunday morning in light rain."
    text = f"Ferry Fares to Rise in April\n\ncaption: {shown}\nEnlarge\n{shown}\nHill\n\n{LEAD}\n\n{NEXT}"
    assert roles(text) == [
        (H, "Ferry Fares to Rise in April"),
        (C, f"caption: {shown}"),
        (F, "Enlarge"),
        (C, shown),
        (F, "Hill"),
        (B, LEAD),
        (B, NEXT),
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - A ferry leaves the harbour on Sunday morning. (Mary Hill/Harbour Photo)",
        "Photo: A ferry leaves the harbour on Sunday morning.",
        "A ferry leaves the harbour on Sunday morning.\nMary Hill",
    ],
)
def test_captions_tell_themselves(caption: str) -> None:
    assert roles(f"{caption}\n\n{LEAD}\n\n{NEXT}")[0][0] is C
    assert bodies(f"{caption}\n\n{LEAD}\n\n{NEXT}") == [LEAD, NEXT]


def test_a_caption_that_says_the_lead_again() -> None:
    caption = "The ferry company will raise its fares in April, its owner said."
    assert [role for role, _ in roles(f"{caption}\n\n{LEAD}\n\n{NEXT}")] == [C, B, B]


def test_a_paragraph_that_stands_twice_counts_once() -> None:
    assert [role for role, _ in roles(f"{LEAD}\n\n{NEXT}\n\n{LEAD}")] == [B, B, F]


def test_the_title_tells_the_headline() -> None:
    title = "Fares Up"
    text = f"News\n\nFares Up\n\nThe Week in Pictures From Our Readers\n\n{LEAD}\n\n{NEXT}"
    assert roles(text, title)[:3] == [(F, "News"), (H, title), (F, "The Week in Pictures From Our Readers")]


def test_a_page_on_one_line_is_parted_after_its_title() -> None:
    assert roles(f"Fares to Rise {LEAD} {NEXT}", "Fares to Rise") == [(H, "Fares to Rise"), (B, LEAD), (B, NEXT)]


def test_the_title_is_no_part_of_the_text() -> None:
    assert roles(LEAD, "Quite another title") == [(B, LEAD)]


@pytest.mark.parametrize(
    ("dateline", "kept"),
    [
        ("OSLO, Norway (Newswire) - ", True),
        ("PARIS — ", True),
        ("NEW YORK, March 3 (Newswire) -- ", True),
        ("LONDON: ", True),
        ("Springfield, Ill. – ", True),
        ("The ferry - and its crew - ", False),
    ],
)
def test_datelines_are_no_part_of_the_first_sentence(dateline: str, kept: bool) -> None:
    assert bodies(f"{dateline}{LEAD}") == [LEAD if kept else f"{dateline}{LEAD}"]


def test_a_date_alone_is_furniture() -> None:
    assert roles(f"August 29, 2007\n\n{LEAD}") == [(F, "August 29, 2007"), (B, LEAD)]


TRANSCRIPT = """Ferry Fares to Rise

Fares will go up. Mary Hill reports.

MARY HILL, BYLINE: The ferries are old. Here is the owner.

(SOUNDBITE OF HORN)

CAPTAIN TOM REED: (Through interpreter) We will buy two. [LAUGHTER]

It will take a year.

HILL: He hopes so. Mary Hill, Harbour News. Transcript provided by Harbour Media.

Mary Hill is a reporter for Harbour News. She lives on a boat."""


@pytest.mark.parametrize("text", [TRANSCRIPT, TRANSCRIPT.replace("\n\n", "\n"), TRANSCRIPT.replace("\n", "\r\n")])
def test_a_transcript_has_turns(text: str) -> None:
    page = read_page(text)
    hill, reed = "MARY HILL, BYLINE", "CAPTAIN TOM REED"
    assert [(s.role, s.label, said(page, s)) for s in page.sentences] == [
        (H, None, "Ferry Fares to Rise"),
        (B, None, "Fares will go up."),
        (B, None, "Mary Hill reports."),
        (B, hill, "The ferries are old."),
        (B, hill, "Here is the owner."),
        (F, None, "(SOUNDBITE OF HORN)"),
        (B, reed, "We will buy two."),
        (F, None, "[LAUGHTER]"),
        (B, reed, "It will take a year."),
        (B, "HILL", "He hopes so."),
        (B, "HILL", "Mary Hill, Harbour News."),
        (F, None, "Transcript provided by Harbour Media."),
        (BIO, None, "Mary Hill is a reporter for Harbour News."),
        (BIO, None, "She lives on a boat."),
    ]


def test_turns_on_one_line() -> None:
    page = read_page("HILL: The ferries are old. REED: We will buy two. HILL: When? REED: Next year.")
    assert [(s.label, said(page, s)) for s in page.sentences] == [
        ("HILL", "The ferries are old."),
        ("REED", "We will buy two."),
        ("HILL", "When?"),
        ("REED", "Next year."),
    ]


def test_an_interview_with_names_as_labels() -> None:
    page = read_page("Q: Will you go?\n\nMary Hill: I will.\n\nQ: When?\n\nMary Hill: In May.")
    assert [s.label for s in page.sentences] == ["Q", "Mary Hill", "Q", "Mary Hill"]


def test_a_colon_in_a_story_is_no_label() -> None:
    assert all(
        s.label is None for s in read_page(f"{LEAD}\n\nThe plan: buy two ferries.\n\nIts cost: $3 million.").sentences
    )


@pytest.mark.parametrize(
    ("biography", "role"),
    [
        ("Mary Hill is a senior correspondent for Harbour News.", BIO),
        ("Tom Reed covers shipping and is an editor at Harbour News.", BIO),
        ("Mary Hill is a captain for the ferry company.", B),
        ("Mary Hill, a reporter, was hurt in the crash.", B),
    ],
)
def test_biographies_stand_at_the_end(biography: str, role: Role) -> None:
    assert roles(f"{LEAD}\n\n{NEXT}\n\n{biography}")[-1] == (role, biography)


def test_lines_broken_by_hand_are_one_paragraph() -> None:
    text = (
        "The ferry company will raise its fares in April, its owner\nsaid on Monday. "
        "It has not done so since the harbour was\nrebuilt in 2011."
    )
    assert bodies(text) == [
        "The ferry company will raise its fares in April, its owner\nsaid on Monday.",
        "It has not done so since the harbour was\nrebuilt in 2011.",
    ]


def test_odd_spaces_do_not_matter() -> None:
    assert bodies(f"\u00a0\t{LEAD}\u00a0\n\t\n\u2003{NEXT}\t") == [LEAD, NEXT]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "It rained\n" + " " * 200 + "and it snowed.",
        "MR. A: So. MR. B:",
        "A: x\nB:",
        "\ud800",
        "a\udfff. B\ud800.",
        "(",
        "[(",
        '"',
        ".",
        "A:",
        ":",
        "-",
        "©",
    ],
)
def test_any_text_is_a_page(text: str) -> None:
    page = read_page(text, text)
    assert all(0 <= s.first <= s.last <= len(page.tokens) for s in page.sentences)


def test_sentences_stand_in_order_and_apart() -> None:
    page = read_page(TRANSCRIPT)
    places = [place for s in page.sentences for place in (s.first, s.last)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["pages", "people", "reporting", "sentences"])
def test_word_lists_are_in_lower_case(name: str) -> None:
    lists = word_lists(name)
    assert lists
    assert all(words and all(word == word.lower() for word in words) for words in lists.values())
