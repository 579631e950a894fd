"""Tokens to tags: what each word is, told by its neighbours."""
