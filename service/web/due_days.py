"""The days on which claims fall due as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from service.domain.claim import Claim
from service.web.plain import plain

MEDIA_TYPE = "text/calendar"


def to_calendar(claims: Iterable[Claim], base: str) -> bytes:
    """A calendar with an all-day event for each claim, which must have a due date; its links begin with `base`.

    The event's uid is the claim's id and its sequence the claim's version, so a calendar that has it already moves it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Claim tracker//Due days//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Claims: due days")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})  # RFC 7986
    calendar.add("x-published-ttl", "PT1H")  # what Outlook and others go by
    for claim in claims:
        calendar.add_component(_event(claim, f"{base}/v1/claims/{claim.id}"))
    found: bytes = calendar.to_ical()
    return found


def _event(claim: Claim, address: str) -> Event:
    event = Event()
    event.add("uid", str(claim.id))
    event.add("dtstamp", claim.updated_at)
    event.add("created", claim.created_at)
    event.add("last-modified", claim.updated_at)
    event.add("sequence", claim.version - 1)
    event.add("dtstart", claim.due)  # without an end: all of that day
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    event.add("summary", plain(claim.text))
    event.add("url", address)
    event.add("description", "\n".join(_lines(claim, address)))
    if tags := [tag for tag in map(plain, claim.tags) if tag]:
        event.add("categories", tags)
    return event


def _lines(claim: Claim, address: str) -> list[str]:
    told = {
        "Speaker": claim.speaker,
        "Outlet": claim.outlet,
        "Said on": str(claim.said_on),
        "Status": claim.status,
        "Outcome": claim.outcome,
        "Article": claim.article and claim.article.url,
        "Claim": address,
    }
    return [f"{name}: {plain(value)}" for name, value in told.items() if value]
