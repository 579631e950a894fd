"""Which event of a sentence a time belongs to, seen from Wednesday, 15 May 2024.

In the sentences, [events] are those to come, with the day expected of each in order; {said} is a verb of
saying and <lost> any other verb. Clause bounds are given as the whole sentence, the least that can be known.
"""

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.temporal.times import Site, due_dates
from service.language.tokens import Tokens, tokenize

WEDNESDAY = date(2024, 5, 15)
_MARKED = re.compile(r"\[(\w+)\]|\{(\w+)\}|<(\w+)>")

Case = tuple[str | None, ...]
AFTER_THE_VERB: list[Case] = [
    ("Schools will [remain] closed Thursday and Friday.", "2024-05-17"),
    ("The [launch] has been <postponed> until Friday, as rain <fell>.", "2024-05-17"),
    ("Builders hope the pier can be [mended] in time to [host] a regatta next month.", "2024-06-30", "2024-06-30"),
    ("The jury wants the [trial] finished by Friday.", "2024-05-17"),
    ("The festival will [run] 28th-30th June.", "2024-06-30"),
    ("The ministers will [hold] a crisis session on May 31 to <weigh> new sanctions.", "2024-05-31"),
    ("A trial run could [start] as early as June.", "2024-06-30"),
    ("The firm plans to [cut] 3,000 jobs and [close] two plants by 2026.", "2026-12-31", "2026-12-31"),
    ("The fund will [buy] and [refurbish] the hotel in 2027.", "2027-12-31", "2027-12-31"),
    ("The ministers will [meet] in Geneva on Friday.", "2024-05-17"),
    ("The regents will [gather] Friday to choose a dean.", "2024-05-17"),
    ("The carrier will [resume] flights to Oslo in June, a spokeswoman {said}.", "2024-06-30"),
    ("The jury is expected to [return] a verdict by the end of the week.", "2024-05-19"),
    ("Voters will [choose] a new mayor on Sunday, when the clocks also <change>.", "2024-05-19"),
    ("A hearing is set for June 3.", None),
    ("The [hearing] is set for June 3.", "2024-06-03"),
    ("A second [round] is likely in late June.", "2024-06-30"),
    ("The [launch] <is> scheduled for Saturday at 9 a.m. local time.", "2024-05-18"),
    ("Rovers <play> away on Saturday.", None),
    ("The pass may [open] on Saturday if the snow <melts>.", "2024-05-18"),
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

BEFORE_THE_VERB: list[Case] = [
    ("Beginning June 3, pupils <travelling> by bus will be [obliged] to wear belts.", "2024-06-03"),
    ("On Monday, the man who <shot> the king will [stand] trial.", "2024-05-20"),
    ("On Monday, the company will [stream] the match.", "2024-05-20"),
    ("On Monday the company will [stream] the match.", "2024-05-20"),
    ("Over the next five years, a Danish grocer <hopes> to [open] forty shops.", "2029-05-15"),
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
    ("When parliament <meets> on Monday, the bill will [pass].", "2024-05-20"),
    ("The premier will [name] a cabinet before his term <ends> on May 29.", "2024-05-29"),
    ("If parliament <meets> on Monday, the bill will [pass].", None),
    ("Tomorrow the jury will [begin] its work.", "2024-05-16"),
    ("The firm will [close] the mill by the end of the year after losses.", "2024-12-31"),
    ("The shop will [close] this month before a sale.", "2024-05-31"),
    ("The army will [withdraw] over the next fortnight.", "2024-05-29"),
    ("The bill will be [debated] tomorrow week.", "2024-05-23"),
    ("The bill will be [debated] on Friday fortnight.", "2024-05-31"),
    ("The pool will [reopen] in the first half of June.", "2024-06-15"),
    ("The pool will [reopen] in the second half of June.", "2024-06-30"),
    ("The court will [sit] the week after next.", "2024-06-02"),
    ("The court will [sit] on Monday after next.", "2024-05-27"),
    ("The bishop will [speak] on Good Friday.", "2025-04-18"),
    ("The race will [start] on Easter Monday.", "2025-04-21"),
]  # fmt: skip

NOT_THE_EVENTS: list[Case] = [
    ("Police are expected to [charge] a man over the shooting on Friday night.", None),
    ("She will be [questioned] about the killing of a guard in Turin on November 1.", None),
    ("Today's verdict could [lead] to riots.", None),
    ("Wednesday's verdict could [lead] to riots.", None),
    ("In a statement on Wednesday, the firm {said} it plans to [appeal].", None),
    ("The premier will [visit] May's home town.", None),
    ("She hopes to [win] a council seat before running for parliament in 2027.", None),
    ("It is a tune that will [live] at Christmas for years.", None),
    ("They will [think] of them as Christmas songs.", None),
    ("The coach will [resign] after the defeat on Wednesday.", None),
    ("The coach will [resign] after Friday's match.", None),
    ("The board will [examine] how the train <crashed> on Wednesday.", None),
    ("The envoy will [travel] to Doha, where talks begin on Friday.", None),
    ("The army will [free] twenty sailors seized on Wednesday.", None),
    ("OSLO, May 16 (Agency) - The state will [sell] the bank.", None),
    ("The lawyer will [argue] that he was at home on Wednesday.", None),
    ("The service launched in January will [expand] abroad.", None),
    ("The chain, founded in May, will [expand] abroad.", None),
    ("The carmaker announced plans Wednesday to [shut] a plant.", None),
    ("The carmaker announced on Wednesday plans to [shut] a plant.", None),
    ("The port could be [facing] its deepest slump in a decade as trade <falls>.", None),
    ("After the tram <arrives> next month, the city will [test] it at night.", None),
    ("The new lamp will [be] brighter than the one sold today.", None),
    ("The pipes should [last] for decades to come.", None),
    ("The league {said} Monday it would [rule] Friday.", "2024-05-17"),
    ("The board {said} on Monday that it will [convene] Friday to pick a site.", "2024-05-17"),
    ("The league {said} Monday it would [rule] soon.", None),
    ("The minister {told} reporters on Tuesday that the state plans to [sell] the bank.", None),
    ("The state plans to [sell] the bank, the ministry {said} on Wednesday.", None),
    ("On Wednesday, the ministry {said} it would [sell] the bank.", None),
    ("The ministry on Wednesday {said} it would [sell] the bank.", None),
    ("The state will [sell] the bank, the minister {told} a radio station on Wednesday before he <left>.", None),
    ("The brewer, which <recalled> its ale last Tuesday, means to [reopen] on Tuesday.", "2024-05-21"),
    ("The brewer, which <recalled> its ale on Wednesday, means to [reopen].", None),
    ("The man arrested on Wednesday will [appear] in court.", None),
    ("The man arrested on Wednesday will [appear] in court on Friday.", "2024-05-17"),
    ("The union agreed on Wednesday to [end] the strike.", None),
    ("The union agreed on Wednesday to [end] the strike by Friday.", "2024-05-17"),
    ("On Wednesday the union agreed to [end] the strike.", None),
    ("The company was ordered on Wednesday to [pay] a fine.", None),
    ("The tenants were ordered to [leave] the tower before Tuesday.", "2024-05-20"),
    ("The president <vowed> Wednesday to [fight] on.", None),
    ("The judge {ruled} on Wednesday that the club must [pay].", None),
    ("He will [rebuild] the mill after the storm of October 12.", None),
    ("She will [defend] her title after winning the 2024 election.", None),
    ("The city will [revise] its 2025 budget.", None),
    ("The panel will [review] Wednesday's ruling.", None),
    ("The funds will [help] victims of the floods of June 2023.", None),
    ("The Sunday Times will [publish] the list.", None),
    ("Albion want to [give] the 22-year-old a four-year deal.", None),
    ("He will [serve] for 20 years.", None),
    ("The plant will [cost] $3 billion in 2019 dollars.", None),
    ("The plant will [emit] 3 million tonnes a year.", None),
    ("It will [be] the first strike in ten years.", None),
    ("The envoy may [march] with them in protest.", None),
    ("The bishop will [sail] to Malta on Friday and [bless] a chapel on May 27.", "2024-05-17", "2024-05-27"),
    ("No banks will [open] tomorrow and savers cannot [withdraw] money.", "2024-05-16", None),
    ("With the mayor due to [open] a fair tomorrow, it is plain that the strike will not [spread].",
     "2024-05-16", None),
    ("Due to be [complete] by 2027, the dam will [supply] three towns.", "2027-12-31", None),
    ("The agency will [replace] the probe, which <runs> out of fuel next year.", None),
    ("The club will [replace] the coach, whose contract ends in June.", None),
    ("Unless the deal is <done> by Friday, workers will [walk] out.", None),
    ("The drug will [be] cheaper because the patent ends in 2027.", None),
    ("The plan was to [finish] the road by 2019.", None),
    ("The court will [hear] a case brought in 2019.", None),
    ("The memorial will [honour] those who <died> in May 2019.", None),
]  # fmt: skip

NOUNS: list[Case] = [
    ("Tonight's match will be [shown] live.", "2024-05-15"),
    ("Saturday's race will [be] his last.", "2024-05-18"),
    ("The June election will [be] the first.", "2024-06-30"),
    ("The leaders will [hold] crucial [talks] next week.", "2024-05-26", "2024-05-26"),
    ("The [elections] in June will [decide] much.", "2024-06-30", "2024-06-30"),
    ("Builders hope the pier can be [mended] in time to <host> a [regatta] next month.", "2024-06-30", "2024-06-30"),
    ("In Friday's match, Rovers will [play] at home.", "2024-05-17"),
    ("The firm will [apply] by Friday's deadline.", "2024-05-17"),
    ("The parties will [meet] ahead of next month's election.", "2024-05-31"),
    ("She will [run] in the 2028 election.", "2028-12-31"),
    ("The two will [meet] at a June 12 summit.", "2024-06-12"),
    ("An expected announcement on Friday of August jobs figures could [shake] the markets.",
     "2024-05-17"),
    ("The premier will [attend] Sunday's ceremony in Riga.", "2024-05-19"),
    ("The premier will [speak] at Friday's rally.", "2024-05-17"),
    ("The country will [host] next year's championship.", "2025-12-31"),
    ("The premier will [appeal] Friday's verdict.", None),
    ("The choir will be [singing] at the [opening] of a museum on July 31.", "2024-07-31", "2024-07-31"),
    ("The singer is preparing for a 2025 world [tour].", "2025-12-31"),
    ("He spoke of Saturday's [match].", "2024-05-18"),
    ("Next month's [summit] <is> off the table.", "2024-06-30"),
    ("The coming [regatta] scheduled for Thursday has not been <abandoned>.", "2024-05-16"),
    ("The planned June 12 [summit] {drew} praise.", "2024-06-12"),
]  # fmt: skip

IN_THE_NEWS: list[Case] = [
    ('A preliminary [hearing] has been set for June 11 in Leeds Crown Court.', '2024-06-11'),
    ('He was remanded in custody and will [appear] before magistrates again on June 4.', '2024-06-04'),
    ('The company expects third-quarter revenue of $5 billion and will [report] results on July 25.', '2024-07-25'),
    ('Management expects revenue to [grow] 5 percent in fiscal 2025.', '2025-12-31'),
    ('The dividend will be [paid] on June 14, 2024, to shareholders of record as of May 31, 2024.', '2024-06-14'),
    ('The storm is expected to [make] landfall late Thursday or early Friday.', '2024-05-17'),
    ('Forecasters said the hurricane could [reach] the coast by Friday morning.', '2024-05-17'),
    ('Classes will [resume] Monday, the superintendent said in a letter to parents on Wednesday.', '2024-05-20'),
    ('The two teams will [meet] again on Saturday in the second leg.', '2024-05-18'),
    ("He will [miss] Saturday's game against Spurs with a knee injury.", '2024-05-18'),
    ('She is expected to [be] out for six weeks.', None),
    ('The law will [take] effect on January 1, 2025.', '2025-01-01'),
    ('The law, passed by parliament in March, will [take] effect next year.', '2025-12-31'),
    ('The ban, which takes effect on Friday, will [affect] 2,000 shops.', None),
    ('The bill must be [signed] by the governor by midnight Friday.', '2024-05-17'),
    ('He said on Tuesday that he would [resign] at the end of the month.', '2024-05-31'),
    ('The court will [hand] down its ruling within 30 days.', '2024-06-14'),
    ('Police said they would [question] the suspect, who was arrested at his home on Tuesday night.', None),
    ('The agency warned last week that the reservoir could [run] dry by August.', '2024-08-31'),
    ('[Elections] are due by October 2025.', '2025-10-31'),
    ('The country is due to [hold] elections in 2025, the first since the coup of 2021.', '2025-12-31'),
    ('Talks are expected to [resume] in Cairo on Sunday, two officials said on condition of anonymity.', '2024-05-19'),
    ('The Fed is expected to [leave] rates unchanged when it meets June 11-12.', '2024-06-12'),
    ('We will [have] more on this story tonight at 6.', '2024-05-15'),
    ("Coming up, we'll [talk] to the mayor in just a few minutes.", '2024-05-15'),
    ('The deal is expected to [close] in the second half of 2024.', '2024-12-31'),
    ('The merger is expected to [close] in early 2025, subject to regulatory approval.', '2025-04-30'),
    ('The plant, to be built near Oslo, will [begin] production in late 2026.', '2026-12-31'),
    ('The minister promised that no school would [close] before the summer of 2025.', '2025-05-31'),
    ('By the time the clinic reopens in September, it will have [treated] 3,000 patients.', '2024-09-30'),
    ('The strike, now in its third week, could [last] until June.', '2024-06-30'),
    ('Sea levels could [rise] by a metre by 2100, the report said.', '2100-12-31'),
    ('The population will [reach] 10 billion by the middle of the century.', '2050-12-31'),
    ('A full moon will [be] visible Thursday night into Friday morning.', '2024-05-17'),
    ('The final stage will be [ridden] on Sunday, July 21, in Nice.', '2024-07-21'),
    ('He plans to [retire] after the 2024 season.', None),
    ('He plans to [retire] at the end of the 2024 season.', '2024-12-31'),
    ('The exhibition [runs] through September 8.', '2024-09-08'),
    ('Doors [open] at 7 p.m. on Saturday.', '2024-05-18'),
    ('The airline intends to [add] 20 jets over the next three years.', '2027-05-15'),
    ('In the coming weeks, the panel will [question] witnesses.', '2024-06-12'),
    ('The panel has until June 30 to [submit] its report.', '2024-06-30'),
    ('The company has six months to [appeal].', None),
    ('Lawmakers have 60 days to [overturn] the veto.', None),
    ('He could [face] up to 20 years in prison if convicted at a trial that begins on Monday.', None),
    ('It is the first time in 30 years that the party will [lose] power.', None),
    ('The summit, originally planned for Thursday, will now [take] place on May 30.', '2024-05-30'),
    ('The vote, scheduled for Thursday, will [decide] the fate of the government.', '2024-05-16'),
    ("Thursday's vote will [decide] the fate of the government.", '2024-05-16'),
    ("Wednesday's attack could [lead] to more violence.", None),
    ('On Friday, May 24, 2024 the board will [meet].', '2024-05-24'),
    ('The Games will open in Paris on July 26 and [close] on August 11.', '2024-08-11'),
    ('The Games will [open] in Paris on July 26 and close on August 11.', '2024-07-26'),
    ('Between now and 2030, the group will [spend] $4 billion.', '2030-12-31'),
    ('The fund will [spend] $2bn between now and the end of the decade.', '2029-12-31'),
    ('From next month, passengers will [pay] more.', '2024-06-30'),
    ('Starting Monday, drivers will [need] a permit.', '2024-05-20'),
    ('Two days later, on May 20, he will [meet] the Pope.', '2024-05-20'),
    ('The body will [lie] in state on Thursday and Friday ahead of a funeral on Saturday.', '2024-05-17'),
    ("Monday's holiday means the markets will be [closed] until Tuesday.", '2024-05-21'),
    ('The satellites are expected to be [launched] before the end of the second quarter.', '2024-06-30'),
    ('Trains will not [run] this Sunday or next.', '2024-05-19'),
    ('The parade will be [held] on the last Sunday in June.', '2024-06-30'),
    ('Voting will [take] place on the second Sunday of July.', '2024-07-14'),
    ('Negotiators hope to [reach] a deal as soon as next week.', '2024-05-26'),
    ('A decision could [come] as early as this week.', '2024-05-19'),
    ('A decision may [come] any day.', None),
    ('A [decision] is expected at any time in the next 10 days.', '2024-05-25'),
    ('The probe is not expected to [arrive] until 2030.', '2030-12-31'),
    ('They will [march] in the capital later Wednesday.', '2024-05-15'),
    ('The election on 4 July could [end] 14 years of Conservative rule.', '2024-07-04'),
    ('He said he would [step] down in June, after 20 years in office.', '2024-06-30'),
    ('The minister said that the road would [open] in 2025, two years later than planned.', '2025-12-31'),
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


@pytest.mark.parametrize(
    "case", AFTER_THE_VERB + BEFORE_THE_VERB + NOT_THE_EVENTS + NOUNS + IN_THE_NEWS, ids=lambda case: case[0]
)
def test_each_event_has_its_own_last_day(case: Case) -> None:
    tokens, sites = read(case[0] or "")
    due = due_dates(tokens, 0, len(tokens), sites, WEDNESDAY)
    expected = [day and date.fromisoformat(day) for day in case[1:]]
    assert list(due.values()) == expected[: len(due)]


def test_events_that_are_not_to_come_have_no_day() -> None:
    tokens, sites = read("The council <met> on Friday, it {said}.")
    assert due_dates(tokens, 0, len(tokens), sites, WEDNESDAY) == {}


def test_words_outside_of_the_sentence_do_not_count() -> None:
    tokens, sites = read("It will [meet] soon. On Friday it <met>.")
    assert due_dates(tokens, 0, 5, sites[:1], WEDNESDAY) == {2: None}


TIME_WORDS = """
    on in by the a of next last this until before from to and Monday Sunday May March 3 31st 2024 2030 mid-June week
    weeks year end first half quarter Q2 later today tomorrow Christmas New Year 's , . - 3-5 2026-27 2026-02-31 few
    two 5 p.m. said will meet which after when ago fortnight Easter Good Friday
"""


@given(
    words=st.lists(st.sampled_from(TIME_WORDS.split()), min_size=1, max_size=25), published=st.dates(), data=st.data()
)
def test_any_words_give_days_to_come_or_none(words: list[str], published: date, data: st.DataObject) -> None:
    tokens = tokenize(" ".join(words))
    heads = data.draw(st.sets(st.integers(0, len(tokens) - 1), max_size=4))
    sites = [Site(head=head, first=0, last=len(tokens), reporting=False, future=True) for head in heads]
    due = due_dates(tokens, 0, len(tokens), sites, published)
    assert due.keys() == heads
    assert all(day is None or day >= published for day in due.values())
    assert due == due_dates(tokens, 0, len(tokens), sites, published)


ROUNDS = 9
HOSTILE = [
    "Monday ",
    "he will meet Monday, ",
    "March 3-",
    "Friday, ",
    "and Monday ",
    "in at least two ",
    "the end of the ",
    "on Friday, the man who will meet and ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_length_of_the_sentence(unit: str) -> None:
    """By the least processor time of some rounds: what is held up by others is measured again, with both lengths."""
    shorter, longer = _seconds(unit * 1000), _seconds(unit * 4000)
    for _ in range(ROUNDS):
        if longer < 10 * max(shorter, 0.002):
            break
        shorter, longer = min(shorter, _seconds(unit * 1000)), min(longer, _seconds(unit * 4000))
    assert longer < 10 * max(shorter, 0.002)


def _seconds(text: str) -> float:
    tokens = tokenize(text)
    heads = [index for index, low in enumerate(tokens.lows) if low == "meet"] or [0]
    sites = [Site(head=head, first=0, last=len(tokens), reporting=False, future=True) for head in heads]
    start = time.process_time()
    due_dates(tokens, 0, len(tokens), sites, WEDNESDAY)
    return time.process_time() - start
