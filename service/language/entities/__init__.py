"""Proper names of a text, and whom its phrases mean."""
