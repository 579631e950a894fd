"""What an integrator does first, with a client made by openapi-python-client.

A test runs it in that client's environment. It prints what it got, as JSON.
"""

import datetime
import json
import os
import sys

from claim_tracker_api import AuthenticatedClient
from claim_tracker_api.api.articles import post_article, post_batch
from claim_tracker_api.api.claims import list_claims
from claim_tracker_api.api.detect import detect_statements
from claim_tracker_api.api.evidence import post_evidence
from claim_tracker_api.api.moves import post_moves, post_resolution
from claim_tracker_api.models import (
    ArticleIn,
    BatchIn,
    DetectIn,
    DismissalIn,
    DismissalReason,
    EvidenceIn,
    EvidenceInOutcome,
    MovesIn,
    MovesInMove,
    Outcome,
    ResolutionIn,
    Status,
    TargetIn,
    UnresolvableReason,
)

client = AuthenticatedClient(
    base_url=os.environ["CLAIMS_URL"], token=os.environ["CLAIMS_API_KEY"], raise_on_unexpected_status=True
)
day = datetime.date(2026, 3, 2)

html = "<html><body><article><p>The old town library will close on Friday.</p></article></body></html>"
detected = detect_statements.sync(client=client, body=DetectIn(html=html, title="Library", published_on=day))

article = post_article.sync(
    client=client,
    body=ArticleIn(
        text="The bridge will open on March 20. The museum will close on March 5. The pool will reopen on March 8.",
        title="What the town plans",
        outlet="The Example",
        url="https://news.example/town",
        published_on=day,
    ),
)
batch = post_batch.sync(
    client=client,
    body=BatchIn(articles=[ArticleIn(text="The theatre will open on March 6.", outlet="Another", published_on=day)]),
)

bridge, museum, pool = sorted(
    list_claims.sync(client=client, status=[Status.OPEN, Status.DUE], outlet="The Example").data,
    key=lambda one: one.text,
)
evidence = post_evidence.sync(
    bridge.id,
    client=client,
    body=EvidenceIn(
        outcome=EvidenceInOutcome.FULFILLED,
        quotation="The bridge opened on Monday.",
        url="https://news.example/opened",
        published_on=datetime.date(2026, 3, 10),
        happened_on=datetime.date(2026, 3, 9),
        note="The mayor cut the ribbon.",
    ),
)
resolved = post_resolution.sync(
    bridge.id,
    client=client,
    if_match="*",
    body=ResolutionIn(
        outcome=Outcome.FULFILLED,
        happened_on=datetime.date(2026, 3, 9),
        note="It is open.",
        evidence=[evidence.id],
    ),
)
dismissed = post_moves.sync(
    client=client,
    body=MovesIn(
        move=MovesInMove.DISMISS,
        body=DismissalIn(reason=DismissalReason.OUT_OF_SCOPE, note="Not ours."),
        claims=[TargetIn(id=museum.id, version=museum.version)],
    ),
)
undecided = post_moves.sync(
    client=client,
    body=MovesIn(
        move=MovesInMove.RESOLVE,
        body=ResolutionIn(outcome=Outcome.UNRESOLVABLE, reason=UnresolvableReason.NO_EVIDENCE, note="Nobody looked."),
        claims=[TargetIn(id=pool.id, version=pool.version), TargetIn(id=pool.id, version=99)],
    ),
)

typed = [(bridge.status, Status), (resolved.outcome, Outcome), (dismissed.data[0].claim.dismissal, DismissalReason)]
assert all(isinstance(value, words) for value, words in typed), typed
json.dump(
    {
        "detected": [statement.text for statement in detected.statements],
        "article": article.to_dict(),
        "batch": batch.to_dict(),
        "evidence": evidence.to_dict(),
        "resolved": resolved.to_dict(),
        "dismissed": dismissed.to_dict(),
        "undecided": undecided.to_dict(),
    },
    sys.stdout,
)
