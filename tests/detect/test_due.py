"""Which event of a sentence a time belongs to, seen from Wednesday, 15 May 2024.

In the sentences, [events] are those to come, with the day expected of each in order; {said} is a verb of
saying and <lost> any other verb. Clause bounds are given as the whole sentence, the least that can be known.
"""

import re
import time
from datetime import date

import pytest

from service.detect.times import Site, due_dates, has_time
from service.detect.tokens import Tokens, tokenize

WEDNESDAY = date(2024, 5, 15)
_MARKED = re.compile(r"\[(\w+)\]|\{(\w+)\}|<(\w+)>")

AFTER_THE_VERB = [
    ("The ministers will [meet] in Geneva on Friday.", "2024-05-17"),
    ("The ministers will [meet] Friday to discuss the outbreak.", "2024-05-17"),
    ("The carrier will [resume] flights to Oslo in June, a spokeswoman {said}.", "2024-06-30"),
    ("The jury is expected to [return] a verdict by the end of the week.", "2024-05-19"),
    ("Voters will [choose] a new mayor on Sunday, when the clocks also <change>.", "2024-05-19"),
    ("A hearing is set for June 3.", None),
    ("The [hearing] is set for June 3.", "2024-06-03"),
    ("A second [round] is likely in late June.", "2024-06-30"),
    ("The [launch] <is> scheduled for Saturday at 9 a.m. local time.", "2024-05-18"),
    ("Rovers <play> away on Saturday.", None),
    ("The bridge should [reopen] on Saturday if the wind <drops>.", "2024-05-18"),
    ("The mill will [close] on Friday for two days.", "2024-05-17"),
    ("The mill will [close] from Monday to Friday.", "2024-05-24"),
    ("The inquiry will [sit] until 30 September.", "2024-09-30"),
    ("The firm must [file] its accounts before Tuesday.", "2024-05-20"),
    ("The probe will [arrive] at the comet in 2027 after a journey of nine years.", "2027-12-31"),
    ("She will [sign] the bill at a ceremony on Monday.", "2024-05-20"),
    ("The pact is due to [expire] at midnight on May 31.", "2024-05-31"),
    ("The club hopes to [complete] the signing this week, though talks with his agent <began> only on Monday.",
     "2024-05-19"),
    ("The tunnel will [cost] $4 billion and is to [open] by 2030.", None, "2030-12-31"),
    ("The choir will [perform] tomorrow and Friday.", "2024-05-17"),
    ("Prosecutors plan to [ask] next week for a life sentence.", "2024-05-26"),
    ("The army will, on Friday, [withdraw] from the port.", "2024-05-17"),
    ("The utility is on Friday to [cut] supplies to the north.", "2024-05-17"),
    ("The bank is expected on Thursday to [announce] a cut.", "2024-05-16"),
    ("The regulator is due next month to [rule] on the merger.", "2024-06-30"),
    ("The group intends by 2030 to [halve] its emissions.", "2030-12-31"),
    ("The regulator will on Monday [publish] its report.", "2024-05-20"),
    ("Ministers will [decide] on Tuesday whether the ban should <stay>.", "2024-05-21"),
    ("The court will [hear] the appeal, which the club <lodged> last week, on Monday.", "2024-05-20"),
    ("The harbour will [close], the ministry {said}, on Friday.", "2024-05-17"),
]  # fmt: skip

BEFORE_THE_VERB = [
    ("On Monday, the company will [stream] the match.", "2024-05-20"),
    ("On Monday the company will [stream] the match.", "2024-05-20"),
    ("Over the next five years, the group <hopes> to [open] forty shops.", "2029-05-15"),
    ("In 2027 construction is to [begin].", "2027-12-31"),
    ("Next week, {said} the minister, talks will [resume].", "2024-05-26"),
    ("On Monday, officials {said}, the port will [close].", "2024-05-20"),
    ("By 2030 cars will [pay] by the mile, the mayor {said}.", "2030-12-31"),
    ("The council {said} that on Monday it will [vote].", "2024-05-20"),
    ("The talks <collapsed> last week, but on Monday the envoy will [return] to Doha.", "2024-05-20"),
    ("The firm <shut> the mine in March and on Friday it will [sell] the machines.", "2024-05-17"),
    ("\"On Friday we will [march] again,\" she {said}.", "2024-05-17"),
    ("The meeting on Friday will [decide] who <leads> the party.", "2024-05-17"),
    ("The vote on Tuesday is expected to [be] close.", "2024-05-21"),
    ("The company on Friday will [open] its books.", "2024-05-17"),
    ("The final, on Sunday, will [be] his last.", "2024-05-19"),
    ("On Monday, the company will [stream] the film and [release] the album.", "2024-05-20", "2024-05-20"),
    ("On Monday, he will [meet] the king, [visit] a school and [fly] home on Tuesday.",
     "2024-05-20", "2024-05-20", "2024-05-21"),
    ("When parliament <meets> on Monday, the bill will [pass].", None),
    ("Tomorrow the jury will [begin] its work.", "2024-05-16"),
]  # fmt: skip

NOT_THE_EVENTS = [
    ("The council {said} Monday it would [meet] Friday.", "2024-05-17"),
    ("The council {said} on Monday that it will [meet] Friday to discuss the outbreak.", "2024-05-17"),
    ("The council {said} Monday it would [meet] soon.", None),
    ("The minister {told} reporters on Tuesday that the state plans to [sell] the bank.", None),
    ("The state plans to [sell] the bank, the ministry {said} on Wednesday.", None),
    ("On Wednesday, the ministry {said} it would [sell] the bank.", None),
    ("The ministry on Wednesday {said} it would [sell] the bank.", None),
    ("The state will [sell] the bank, the minister {told} a radio station on Wednesday before he <left>.", None),
    ("The firm, which <lost> the case last Tuesday, intends to [appeal] on Tuesday.", "2024-05-21"),
    ("The firm, which <lost> the case on Wednesday, intends to [appeal].", None),
    ("The man arrested on Wednesday will [appear] in court.", None),
    ("The man arrested on Wednesday will [appear] in court on Friday.", "2024-05-17"),
    ("The union agreed on Wednesday to [end] the strike.", None),
    ("The union agreed on Wednesday to [end] the strike by Friday.", "2024-05-17"),
    ("On Wednesday the union agreed to [end] the strike.", None),
    ("The company was ordered on Wednesday to [pay] a fine.", None),
    ("The tenants were ordered to [leave] the tower before Tuesday.", "2024-05-20"),
    ("The president <vowed> Wednesday to [fight] on.", None),
    ("The judge {ruled} on Wednesday that the club must [pay].", None),
    ("He will [rebuild] the town after the fire of August 30.", None),
    ("She will [defend] her title after winning the 2024 election.", None),
    ("The city will [revise] its 2025 budget.", None),
    ("The panel will [review] Wednesday's ruling.", None),
    ("The funds will [help] victims of the floods of June 2023.", None),
    ("The Sunday Times will [publish] the list.", None),
    ("Rovers hope to [offer] the 19-year-old a three-year contract.", None),
    ("He will [serve] for 20 years.", None),
    ("The plant will [cost] $3 billion in 2019 dollars.", None),
    ("The plant will [emit] 3 million tonnes a year.", None),
    ("It will [be] the first strike in ten years.", None),
    ("The envoy may [march] with them in protest.", None),
    ("The envoy will [fly] to Doha on Friday and [brief] the council on May 27.", "2024-05-17", "2024-05-27"),
    ("No shops will [open] tomorrow and customers will not be able to [return] goods.", "2024-05-16", None),
    ("With the champion due to [hold] a rally tomorrow, it is clear that the race will not [end].",
     "2024-05-16", None),
    ("Due to be [ready] by 2027, the weapon will [fire] a burst of plasma.", "2027-12-31", None),
    ("The agency will [replace] the probe, which <runs> out of fuel next year.", None),
    ("The club will [replace] the coach, whose contract ends in June.", None),
    ("Unless the deal is <done> by Friday, workers will [walk] out.", None),
    ("The drug will [be] cheaper because the patent ends in 2027.", None),
    ("The plan was to [finish] the road by 2019.", None),
    ("The court will [hear] a case brought in 2019.", None),
    ("The memorial will [honour] those who <died> in May 2019.", None),
]  # fmt: skip

NOUNS = [
    ("The singer is preparing for a 2025 world [tour].", "2025-12-31"),
    ("He spoke of Saturday's [match].", "2024-05-18"),
    ("Next month's [summit] <is> off the table.", "2024-06-30"),
    ("The upcoming general [elections] scheduled for Thursday have not been <cancelled>.", "2024-05-16"),
    ("The planned June 12 [summit] {drew} praise.", "2024-06-12"),
]  # fmt: skip


def read(marked: str) -> tuple[Tokens, list[Site]]:
    """The words of a sentence without its marks, and the sites that they mark."""
    tokens = tokenize(_MARKED.sub(lambda match: match[match.lastindex or 0], marked))
    starts = {start: index for index, start in enumerate(tokens.starts)}
    sites, shift = [], 0
    for match in _MARKED.finditer(marked):
        head = starts[match.start() - shift]
        future, reporting = match.lastindex == 1, match.lastindex == 2
        sites.append(Site(head=head, first=0, last=len(tokens), reporting=reporting, future=future))
        shift += 2
    return tokens, sites


@pytest.mark.parametrize("case", AFTER_THE_VERB + BEFORE_THE_VERB + NOT_THE_EVENTS + NOUNS, ids=lambda case: case[0])
def test_each_event_has_its_own_last_day(case: tuple[str, ...]) -> None:
    tokens, sites = read(case[0])
    due = due_dates(tokens, 0, len(tokens), sites, WEDNESDAY)
    expected = [day and date.fromisoformat(day) for day in case[1:]]
    assert list(due.values()) == expected[: len(due)]
