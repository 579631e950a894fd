"""A made-up archive of any size: articles, claims, statements, proposals and resolutions with the spread of a real one.

Words, speakers, outlets and tags have a long tail; old claims are mostly resolved, young ones open. The same
seed gives the same archive.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from service.domain.clocks import REVIEW_AFTER_DAYS, review_on

TODAY = date(2026, 3, 10)
_YEARS = timedelta(days=2 * 365)
FIRST_DAY = TODAY - _YEARS  # on which the first article arrives
_CLAIMS_OF_ARTICLE = 4
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_STATUSES_LATER = (("open", 92), ("resolved", 5), ("dismissed", 3))  # the review day is to come
_STATUSES_PAST = (("resolved", 70), ("due", 20), ("dismissed", 8), ("proposed", 2))
_OUTCOMES = (
    ("fulfilled", 50), ("not_fulfilled", 20), ("fulfilled_late", 12), ("fulfilled_in_part", 10), ("unresolvable", 8),
)  # fmt: skip
_MODALITIES = (
    ("expectation", 35), ("intention", 25), ("scheduled", 18), ("commitment", 12), ("possibility", 7), ("demand", 3),
)  # fmt: skip

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Tail:
    """Names of which the first are common and the last rare: the weight of the nth is 1 / (n + flat)."""

    names: Sequence[str]
    sums: Sequence[float]

    @classmethod
    def of(cls, names: Sequence[str], flat: float) -> "Tail":
        """The names with their weights summed."""
        return cls(names, list(accumulate(1 / (rank + flat) for rank in range(1, len(names) + 1))))

    def some(self, chance: random.Random, count: int) -> list[str]:
        """`count` of the names, drawn with their weights."""
        return chance.choices(self.names, cum_weights=self.sums, k=count)


def made_up_words(count: int) -> list[str]:
    """Different words of no language, the same ones each time."""
    chance, found = random.Random(1), dict[str, None]()
    while len(found) < count:
        syllables = [chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 4))]
        found["".join(syllables) + chance.choice(_CONSONANTS)] = None
    return list(found)


WORDS = Tail.of(made_up_words(20_000), flat=10)  # the commonest stands in a sixth of the claims
SPEAKERS = Tail.of([f"{word[:6].title()} {word[::-1].title()}" for word in WORDS.names[5_000:10_000]], flat=5)
OUTLETS = Tail.of([f"The {word.title()} Post" for word in WORDS.names[10_000:10_200]], flat=3)
RULES = Tail.of([f"{modality}.{number}" for number in range(25) for modality, _ in _MODALITIES], flat=8)
TAGS = Tail.of(WORDS.names[12_000:12_200], flat=2)


def articles(claims: int) -> Iterator[dict[str, list[Row]]]:
    """Articles in the order of arrival, until they hold `claims` claims: the rows of each by table."""
    chance = random.Random(2)
    count = claims // _CLAIMS_OF_ARTICLE
    first = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
    for number in range(count):
        article = _article(chance, number, first + _YEARS * number / count)
        stated = [_claim(chance, article) for _ in range(_CLAIMS_OF_ARTICLE)]
        found = [_statement(chance, article, claim) for claim in stated]
        found += [_statement(chance, article, None) for _ in range(_CLAIMS_OF_ARTICLE // 2)]
        resolved = [_resolution(chance, claim) for claim in stated if claim["status"] == "resolved"]
        proposed = [_proposal(chance, claim) for claim in stated if claim["status"] == "proposed"]
        yield {
            "article": [article],
            "claim": stated,
            "statement": found,
            "resolution": resolved,
            "proposal": proposed,
        }


def _article(chance: random.Random, number: int, at: datetime) -> Row:
    text = f"{number} {' '.join(WORDS.some(chance, 30))}."
    return {
        "id": _id(chance, at),
        "text": text,
        "text_digest": hashlib.sha256(text.encode()).digest(),
        "title": text[:60],
        "url": f"https://news.example/{number}",
        "outlet": OUTLETS.some(chance, 1)[0],
        "published_on": at.date() - timedelta(days=chance.randrange(4)),
        "rules_version": "bench",
        "created_at": at,
    }


def _claim(chance: random.Random, article: Row) -> Row:
    said, at = article["published_on"], article["created_at"]
    assert isinstance(said, date)
    assert isinstance(at, datetime)
    modality = _draw(chance, _MODALITIES)
    due = said + timedelta(days=1 + int(chance.expovariate(1 / 60))) if chance.random() < 0.55 else None
    review = review_on(said_on=said, due=due, modality=modality)
    status = _draw(chance, _STATUSES_PAST if review <= TODAY else _STATUSES_LATER)
    moved = status not in ("open",)
    text = " ".join(WORDS.some(chance, chance.randint(10, 22)))
    updated = at + timedelta(days=chance.random() * REVIEW_AFTER_DAYS[modality]) if moved else at
    return {
        "id": _id(chance, at),
        "text": text,
        "head": text.split()[3],
        "status": status,
        "outcome": _draw(chance, _OUTCOMES) if status == "resolved" else None,
        "dismissal": "not_a_claim" if status == "dismissed" else None,
        "polarity": "positive" if chance.random() < 0.9 else "negative",
        "modality": modality,
        "conditional": chance.random() < 0.08,
        "speaker": SPEAKERS.some(chance, 1)[0] if chance.random() < 0.65 else None,
        "outlet": article["outlet"],
        "said_on": said,
        "due": due,
        "review_on": review,
        "tags": sorted(set(TAGS.some(chance, chance.choice((0, 0, 1, 2))))),
        "mentions": 1,
        "rule": RULES.some(chance, 1)[0],
        "version": 2 if moved else 1,
        "created_at": at,
        "updated_at": updated,
        "proposal_id": _id(chance, updated) if status == "proposed" else None,
    }


def _statement(chance: random.Random, article: Row, claim: Row | None) -> Row:
    at = article["created_at"]
    assert isinstance(at, datetime)
    text = str(claim["text"]) if claim else " ".join(WORDS.some(chance, chance.randint(8, 16)))
    speaker = SPEAKERS.some(chance, 1)[0] if chance.random() < 0.3 else None
    return {
        "id": _id(chance, at),
        "article_id": article["id"],
        "published_on": article["published_on"],
        "claim_id": claim["id"] if claim else None,
        "matched_by": [],
        "kind": "outcome" if claim else "result",
        "text": text,
        "start_at": 0,
        "end_at": len(text),
        "sentence_start": 0,
        "sentence_end": len(text),
        "head": text.split()[3],
        "head_start": 5,
        "head_end": 10,
        "rule": claim["rule"] if claim else "bench",
        "polarity": claim["polarity"] if claim else "positive",
        "modality": claim["modality"] if claim else None,
        "conditional": claim["conditional"] if claim else False,
        "speaker": claim["speaker"] if claim else speaker,
        "due": claim["due"] if claim else None,
    }


def _resolution(chance: random.Random, claim: Row) -> Row:
    at = claim["updated_at"]
    assert isinstance(at, datetime)
    return {
        "id": _id(chance, at),
        "claim_id": claim["id"],
        "outcome": claim["outcome"],
        "reason": "no_evidence" if claim["outcome"] == "unresolvable" else None,
        "happened_on": at.date(),
        "by": "bench",
        "recorded_at": at,
    }


def _proposal(chance: random.Random, claim: Row) -> Row:
    return {
        "id": claim["proposal_id"],
        "claim_id": claim["id"],
        "outcome": _draw(chance, _OUTCOMES[:-1]),
        "score": chance.random(),
        "evidence": [],
        "by": "bench",
        "created_at": claim["updated_at"],
    }


def _draw(chance: random.Random, weighted: Sequence[tuple[str, int]]) -> str:
    names, weights = zip(*weighted, strict=True)
    drawn: str = chance.choices(names, weights)[0]
    return drawn


def _id(chance: random.Random, at: datetime) -> UUID:
    """A UUIDv7 of that instant, as the service would have given it."""
    instant = int(at.timestamp() * 1000) << 80
    return UUID(int=instant | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62))
