"""A page to its sentences: what is story, what headline, what boilerplate, and whose turn it is to speak."""
