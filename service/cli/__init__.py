"""The command line: one program, `claims`."""

from service.cli.main import main

__all__ = ["main"]
