"""`read`: a text to its `Doc`, in time linear in the length of the text."""

from collections.abc import Callable

from service.language.doc import Doc
from service.language.factuality.reading import Factualities
from service.language.layout.pages import Role, Sentence, read_page
from service.language.lexicon import Lexicon, load_lexicon
from service.language.syntax.event_nouns import Nouns
from service.language.syntax.groups import find_groups
from service.language.syntax.syntax import Syntax
from service.language.tagging.tagger import tag_words
from service.language.tokens import Tokens
from service.language.vocabulary import Vocabulary, load_vocabulary

_BODY, _HEADLINE = Role.BODY, Role.HEADLINE  # members of an enum are slow to look up


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
    page, lexicon = read_page(text, title), load_lexicon()
    sentences = [sentence for sentence in page.sentences if sentence.role is _BODY or sentence.role is _HEADLINE]
    tags = _tag(page.tokens, page.sentences, lexicon)
    _parse(page.tokens, tags, sentences, lexicon, vocabulary or load_vocabulary(), checkpoint)
    return Doc(page, tags, title)


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
