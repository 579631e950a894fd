"""Clients that public generators make from openapi.yaml, each in an environment of its own."""
