"""`read`: a text to its `Doc`, in time linear in the length of the text."""

from collections.abc import Callable

from service.language.doc import Doc
from service.language.factuality.reading import Factualities
from service.language.layout.pages import Page, Role, Sentence, read_page
from service.language.lexicon import Lexicon, load_lexicon
from service.language.syntax.event_nouns import Nouns
from service.language.syntax.groups import find_groups
from service.language.syntax.syntax import Syntax
from service.language.tagging.headlines import is_terse
from service.language.tagging.tagger import tag_words
from service.language.tokens import Tokens
from service.language.vocabulary import Vocabulary, load_vocabulary

_BODY, _HEADLINE = Role.BODY, Role.HEADLINE  # members of an enum are slow to look up

_ENDS = frozenset('.!?:;…"”)')
_LEAST, _MOST = 3, 20  # words of a line by itself that may be a headline
_MOST_LINES = 40


def read(
    text: str,
    *,
    title: str | None = None,
    vocabulary: Vocabulary | None = None,
    checkpoint: Callable[[], None] = lambda: None,
) -> Doc:
    """`text` read; `title` tells a headline that stands in it. Never fails, whatever the text.

    But with what `checkpoint` raises, which is called between sentences.

    `vocabulary` is the shipped one unless given, as by a rule set with licensers of its own.
    """
    page, lexicon, vocabulary = read_page(text, title), load_lexicon(), vocabulary or load_vocabulary()
    _mark_headlines(page, lexicon, vocabulary)
    sentences = [sentence for sentence in page.sentences if sentence.role is _BODY or sentence.role is _HEADLINE]
    tags = _tag(page.tokens, page.sentences, lexicon)
    _parse(page.tokens, tags, sentences, lexicon, vocabulary, checkpoint)
    return Doc(page, tags, title)


def _mark_headlines(page: Page, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
    """Make headlines of the lines of a text that has no whole sentence, where they are written so.

    A line with a time to come ("Talks resume Monday") tells what a calendar holds, as a sentence does.
    """
    tokens, told = page.tokens, [sentence for sentence in page.sentences if sentence.role is _BODY]
    if len(told) > _MOST_LINES or any(tokens.words[line.last - 1] in _ENDS for line in told):
        return
    for line in told:
        timeless = vocabulary.future.isdisjoint(tokens.lows[line.first : line.last])
        short = _LEAST <= line.last - line.first <= _MOST
        if short and timeless and is_terse(tokens, line.first, line.first + 1, lexicon):
            line.role = _HEADLINE


def _tag(tokens: Tokens, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> str:
    ranges = [(sentence.first, sentence.last) for sentence in sentences]
    headlines = [(sentence.first, sentence.last) for sentence in sentences if sentence.role is _HEADLINE]
    return tag_words(tokens, lexicon, ranges, headlines)


def _parse(
    tokens: Tokens,
    tags: str,
    sentences: list[Sentence],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    checkpoint: Callable[[], None],
) -> None:
    """Give each of `sentences` its clauses.

    Each step is taken for all sentences before the next one: its code then stays in the processor's cache.
    """
    lows = tokens.lows
    syntax, nouns = Syntax(tags, lows, vocabulary, lexicon), Nouns(tags, lows, vocabulary, lexicon)
    factualities = Factualities(tags, lows)
    groups = [find_groups(tags, lows, sentence.first, sentence.last, lexicon) for sentence in sentences]
    for sentence, found in zip(sentences, groups, strict=True):
        checkpoint()
        sentence.clauses = syntax.read(found, sentence.first, sentence.last, sentence.role is _HEADLINE)
        sentence.conditional = syntax.is_conditional(sentence.clauses, sentence.first, sentence.last)
    for sentence in sentences:
        sentence.clauses += nouns.read(sentence.first, sentence.last)
    for sentence in sentences:
        factualities.read(sentence.clauses, sentence.first, sentence.last)
