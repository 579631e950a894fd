"""The stories of an evaluation folder on a service of its own: what the scripts that score it share."""

import json
import pathlib
import subprocess
import sys
from contextlib import contextmanager

ROOT = pathlib.Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from service.client import Client  # noqa: E402
from tests.running import environment_in, running  # noqa: E402

CLAIMS = ROOT / ".venv" / "bin" / "claims"


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@contextmanager
def service_with(articles, folder, **settings):
    """A client of a service of its own that has these articles, and the environment of its programs."""
    quiet = {
        "CLAIMS_RATE_LIMIT": "1000000 per minute",
        "CLAIMS_WORKERS": "1",
        "CLAIMS_LOG_LEVEL": "warning",
        **settings,
    }
    environment = {**environment_in(folder), **quiet}
    with running(CLAIMS, environment):
        key = (folder / "data" / "admin.key").read_text().strip()
        known = {**environment, "CLAIMS_API_KEY": key}
        add(folder / "all.jsonl", sorted(articles, key=lambda one: one["published_on"]), known)
        yield Client(environment["CLAIMS_URL"], key), known


def articles_of(stories):
    """Every article of the stories, as `claims add --jsonl` reads it."""
    return [sent(one) for story in stories for one in (story["article"], *story["follow_ups"])]


def stored(client, stories):
    """The article that states the claims of each story, by its text: sent again, it is known."""
    return {one["article"]["text"]: client.add_article(**sent(one["article"])) for one in stories}


def add(file, listed, environment):
    """Add the articles; what a slow machine had no time for is sent again."""
    lines = "".join(f"{json.dumps(one)}\n" for one in listed)
    if not file.exists() or file.read_text() != lines:
        file.write_text(lines)
    command = [CLAIMS, "add", "--jsonl", "--threads", "2", file]
    for more in ((), ("--again",), ("--again",)):
        whole = [*command, *more]
        done = subprocess.run(whole, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        if not done.returncode:
            return
    sys.exit("some articles could not be added")


def claims_of(story, articles):
    """The claims that the story decides: each with its verdict, and its id where detection has found it."""
    article = articles[story["article"]["text"]]
    for verdict in story["verdicts"]:
        if verdict["outcome"] != "no_evidence":
            claim = next(one for one in story["claims"] if one["id"] == verdict["claim"])
            yield claim, verdict, detected(article, claim)


def detected(article, claim):
    where = article.text.index(claim["sentence"])
    span = range(where, where + len(claim["sentence"]))
    head_at = where + claim["sentence"].find(claim["head"])
    told = [one for one in article.statements if one.kind == "outcome" and one.head.start in span]
    same = [one for one in told if one.head.text == claim["head"]]
    around = [one for one in told if one.start <= head_at < one.end]
    return next((one.claim_id for one in (*same, *around)), None)


def squeezed(text):
    return " ".join(text.split())


def sent(article):
    return {"text": article["text"], "title": article["title"], "published_on": article["published"]}
