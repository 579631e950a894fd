"""A page to its sentences: what is story, what headline, what furniture, and whose turn it is to speak."""
