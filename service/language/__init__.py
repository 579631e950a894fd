"""Text to `Doc`, read once: tokens, sentences, clauses, names, times, quotations. Pure; knows no detection rule."""
