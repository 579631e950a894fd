"""One stem for all forms of a word, also those that only a list can tell."""

from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads

from service.language.semantics.semantic_lexicon import stem


@cache
def _irregular() -> dict[str, str]:
    """Forms to their base forms."""
    data = loads(files("service.language").joinpath("data", "en", "irregular.toml").read_text(encoding="utf-8"))
    return {form: base for base, forms in data.items() for form in forms.split()}


@lru_cache(maxsize=50_000)
def lemma(low: str) -> str:
    """The stem of a word in lower case; of a word with a hyphen too."""
    base = _irregular().get(low)
    return stem(base or low.removesuffix("'s"))
