"""Which time belongs to which event; said on Wednesday, 15 May 2024."""

import re
from datetime import date

import pytest

from service.language.temporal.times import Site, due_dates
from service.language.tokens import tokenize

WEDNESDAY = date(2024, 5, 15)
_HEAD = re.compile(r"([*~+])(\w+)\1")  # *to come*, ~not to come~, +verb of saying+

CASES = [
    ("The board will *vote* on Monday.", {"vote": "2024-05-20"}),
    ("On Monday the board will *vote* and *sign*.", {"vote": "2024-05-20", "sign": "2024-05-20"}),
    ("They will *meet* and *vote* on Monday.", {"meet": "2024-05-20", "vote": "2024-05-20"}),
    ("They are ~expected~ Monday to *rule*.", {"rule": "2024-05-20"}),
    ("The board will *vote* when it ~meets~ on Monday.", {"vote": "2024-05-20"}),
    ("She will *speak* at Friday's rally.", {"speak": "2024-05-17"}),
    ("He will *host* next year's cup.", {"host": "2025-12-31"}),
    ("Next week's vote will *decide* it.", {"decide": "2024-05-26"}),
    (
        "The bridge will be *repaired* in time to *attend* by June 3.",
        {"repaired": "2024-06-03", "attend": "2024-06-03"},
    ),
    ("For 2027, Acme +forecasts+ *sales* of $4.", {"sales": "2027-12-31"}),  # company
    ("Next year the bank ~expects~ growth to *slow*.", {"slow": "2025-12-31"}),  # wire
    ("In June the coach ~wants~ fans to *sing*.", {"sing": "2024-06-30"}),  # sport
    ("On Monday the bank ~expected~ growth to *slow*.", {"slow": None}),
    ("The board +said+ on Monday it will *vote*.", {"vote": None}),
    ("The board, which ~met~ on Friday, will *vote*.", {"vote": None}),
    ("The board will *vote* after the crash on Monday.", {"vote": None}),
    ("The vote last week will be *repeated*.", {"repeated": None}),
    ("OSLO, May 20 (Wire) - The board will *vote*.", {"vote": None}),
]


@pytest.mark.parametrize(("marked", "due"), CASES)
def test_whose_time_it_is(marked: str, due: dict[str, str | None]) -> None:
    tokens = tokenize(_HEAD.sub(r"\2", marked))
    heads = [(tokens.starts.index(match.start() - 2 * n), match[1]) for n, match in enumerate(_HEAD.finditer(marked))]
    sites = [Site(head, head, head + 1, reporting=sign == "+", future=sign == "*") for head, sign in heads]

    found = due_dates(tokens, 0, len(tokens), sites, WEDNESDAY)

    assert {tokens.words[head]: str(day) if day else None for head, day in found.items()} == due
