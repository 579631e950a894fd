"""Build words.tsv from lemminflect's inflection table and Brill's tag lexicon. Run by hand; never imported.

    python -m service.language.lexicon.build LEMMINFLECT/resources TEXTBLOB/en SPACY_LOOKUPS_DATA/data > words.tsv

All of the inflection table is taken, however rare; of Brill's lexicon what is not rare, for its rarest words are
misspelt. Rows that guess.py would get right by itself are left out, but for nouns: a capitalised word that begins
a sentence is taken for a name unless it is known.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from service.language.lexicon.guess import guess_tags, tags_with_s, without_s
from service.language.tags import ADJECTIVE, ADVERB, BASE, ING, NOUN, PARTICIPLE, PAST, PLURAL, THIRD

RAREST = -16.0  # log probability; rarer words that Brill's lexicon alone holds are left out
VERB_COLUMNS = (PAST, PARTICIPLE, ING, THIRD)
PENN = {
    "NN": NOUN, "NNS": PLURAL, "JJ": ADJECTIVE, "JJR": ADJECTIVE, "JJS": ADJECTIVE, "RB": ADVERB, "RBR": ADVERB,
    "VB": BASE, "VBP": BASE, "VBZ": THIRD, "VBD": PAST, "VBN": PARTICIPLE, "VBG": ING,
}  # fmt: skip
PARTS = {"adj": ADJECTIVE, "adv": ADVERB}
ORDER = NOUN + PLURAL + ADJECTIVE + BASE + THIRD + PAST + PARTICIPLE + ING + ADVERB
HEADER = """\
# English word forms: form, tags (likeliest first), base form of a verb where it differs.
# Made by build.py from lemminflect 0.2 (MIT, (c) 2019 Brad Jascob) and Brill's lexicon as shipped with
# textblob (MIT, (c) 1993 Massachusetts Institute of Technology and University of Pennsylvania).
# Tags: v verb base, z third person, d past, p past participle, g -ing form, n noun, s plural, a adjective, r adverb."""


def read_inflections(resources: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Lemma, part of speech and its columns of forms."""
    with gzip.open(resources / "infl_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            lemma, part, *forms = row.strip().split(",")
            if lemma.isascii() and lemma.islower() and lemma.replace("-", "").isalpha():
                yield lemma, part, forms


def read_usual_tags(folder: Path) -> dict[str, str]:
    """The most usual tag of each word form."""
    usual: dict[str, str] = {}
    for line in (folder / "en-lexicon.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.partition(" ")
        if not line.startswith(";;;") and tag in PENN and word.islower():
            usual[word] = PENN[tag]
    return usual


def verb_forms(lemma: str, forms: list[str]) -> Iterator[tuple[str, str]]:
    """Form and tag of one verb; a missing participle is the past form."""
    past, participle, *rest = forms
    columns = [past, participle or past, *rest]
    yield lemma, BASE
    for tag, column in zip(VERB_COLUMNS, columns, strict=False):
        for form in filter(None, column.split("/")):
            yield form, tag


def gather(resources: Path, frequency: dict[str, float]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Tags and base form of every word form of every lemma; of two base forms the more frequent one."""
    tags: dict[str, set[str]] = defaultdict(set)
    lemmas: dict[str, str] = {}
    for lemma, part, forms in read_inflections(resources):
        if part == "verb":
            for form, tag in verb_forms(lemma, forms):
                tags[form].add(tag)
                if form not in lemmas or frequency.get(lemmas[form], -30.0) < frequency.get(lemma, -30.0):
                    lemmas[form] = lemma
        elif part == "noun":
            tags[lemma].add(NOUN)
            for form in filter(None, "".join(forms[:1]).split("/")):
                if form != lemma:
                    tags[form].add(PLURAL)
        else:
            tags[lemma].add(PARTS[part])
            for form in filter(None, "/".join(forms).split("/")):
                tags[form].add(PARTS[part])
    return tags, lemmas


def order(word: str, tags: set[str], usual: dict[str, str]) -> str:
    """The tags of `word` as one string, the most usual first."""
    first = usual.get(word, "")
    found = tags | ({first} if first else set())
    if found & {PAST, PARTICIPLE} and first == ADJECTIVE:
        found |= {ADJECTIVE}
    return "".join(sorted(found, key=lambda tag: (tag != first, ORDER.index(tag))))


def guess(word: str, rows: dict[str, str]) -> str:
    """The tags that a word without a row would be given."""
    of_singular = (tags_with_s(rows.get(singular, "")) for singular in without_s(word))
    return next(filter(None, of_singular), "") or guess_tags(word)


def main() -> None:
    resources, folder, lookups = map(Path, sys.argv[1:4])
    with gzip.open(lookups / "en_lexeme_prob.json.gz", "rt", encoding="utf-8") as source:
        frequency: dict[str, float] = json.load(source)
    usual = read_usual_tags(folder)
    tags, lemmas = gather(resources, frequency)
    words = tags.keys() | {w for w in usual if frequency.get(w, -30.0) >= RAREST and w.isalpha()}
    rows = {word: order(word, tags.get(word, set()), usual) for word in words if word.isascii() and len(word) > 1}
    out = [HEADER]
    for word, letters in sorted(rows.items()):
        lemma = lemmas.get(word, word)
        if lemma != word:
            out.append(f"{word}\t{letters}\t{lemma}")
        elif NOUN in letters or letters != guess(word, rows):
            out.append(f"{word}\t{letters}")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
