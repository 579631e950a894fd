"""Text that may stand in XML and in calendars."""

import re

# All but the characters of XML 1.0 (section 2.2). Of these, iCalendar (RFC 5545, 3.1) has the same but DEL.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without characters that no escape can write, on one line."""
    return " ".join(_FORBIDDEN.sub("", text).split())
