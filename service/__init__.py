"""Claim tracker: stated outcomes found in news, kept as claims, and resolved."""
