"""The days on which claims fall due as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterable

from icalendar import Calendar, Event

from service.domain.claim import Claim
from service.web.plain import plain

MEDIA_TYPE = "text/calendar"


def to_calendar(claims: Iterable[Claim]) -> bytes:
    """A calendar with an all-day event for each claim, which must have a due date.

    The event's uid is the claim's id and its sequence the claim's version, so a calendar that has it already moves it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Claim tracker//Due days//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Claims: due days")
    for claim in claims:
        calendar.add_component(_event(claim))
    found: bytes = calendar.to_ical()
    return found


def _event(claim: Claim) -> Event:
    event = Event()
    event.add("uid", str(claim.id))
    event.add("dtstamp", claim.updated_at)
    event.add("created", claim.created_at)
    event.add("last-modified", claim.updated_at)
    event.add("sequence", claim.version - 1)
    event.add("dtstart", claim.due)  # without an end: all of that day
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    event.add("summary", plain(claim.text))
    event.add("description", "\n".join(_lines(claim)))
    if tags := [tag for tag in map(plain, claim.tags) if tag]:
        event.add("categories", tags)
    return event


def _lines(claim: Claim) -> list[str]:
    told = {
        "Speaker": claim.speaker,
        "Outlet": claim.outlet,
        "Said on": str(claim.said_on),
        "Status": claim.status,
        "Outcome": claim.outcome,
        "Claim": f"/v1/claims/{claim.id}",
    }
    return [f"{name}: {plain(value)}" for name, value in told.items() if value]
