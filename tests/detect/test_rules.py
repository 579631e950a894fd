"""The rule files: sound, proven by their own examples, and refused with a reason where they are not."""

from pathlib import Path

import pytest

from service.detect import RuleFileError, check_rules, detect, explain, load_rules
from service.detect import test_rules as run_examples
from service.language import read

SOUND = """
[[rule]]
id = "past"
why = "What was done is a result."
kind = "result"
when = { tense = "past" }
hits = ["The army *took* the town."]
misses = ["The army takes the town."]
"""


def write(folder: Path, content: str) -> Path:
    (folder / "rules.toml").write_text(content, encoding="utf-8")
    return folder


def test_the_shipped_rules_are_sound() -> None:
    assert check_rules() == []


def test_the_shipped_rules_prove_themselves() -> None:
    assert [str(failure) for failure in run_examples(load_rules())] == []


def test_each_rule_carries_three_hits_and_two_misses() -> None:
    counts = {rule.id: [example.head is not None for example in rule.examples] for rule in load_rules()}
    assert [rule for rule, hits in counts.items() if hits.count(True) < 3 or hits.count(False) < 2] == []


def test_no_rule_tells_an_example_twice() -> None:
    for rule in load_rules():
        assert len(set(rule.examples)) == len(rule.examples), rule.id


def test_a_rule_that_its_examples_belie_is_told() -> None:
    rules = load_rules()
    assert len(rules) == len(list(rules)) > 30
    assert all(rule.examples and rule.why for rule in rules)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("why =", "reason ="), "unknown key 'reason'"),
        (('kind = "result"', 'kind = "rumour"'), "unknown kind 'rumour'"),
        (('kind = "result"', 'kind = "outcome"'), "modalities"),
        (('kind = "result"', 'kind = "result"\nothers = "demand"'), "of a rule that has another"),
        (('kind = "result"', 'kind = "outcome"\nmodality = "demand"\nothers = "rumour"'), "'others' is one of"),
        (('tense = "past"', 'mood = "past"'), "unknown feature 'mood'"),
        (('tense = "past"', "tense = true"), "cannot be True"),
        (('tense = "past"', "passive = 'yes'"), "cannot be 'yes'"),
        (('tense = "past"', 'tense = "perfect"'), "never 'perfect'"),
        (('tense = "past"', 'verb = "nosuch"'), "never 'nosuch'"),
        (('when = { tense = "past" }', 'when = "past"'), "no table"),
        ((SOUND, "[licenser.plan]\nverb = 'plan'"), "unknown key 'verb'"),
        ((SOUND, "[licenser.plan]\nabsorb = 'eat'"), "unknown absorb 'eat'"),
        ((SOUND, "[licenser.plan]\nevents_when = 'later'"), "unknown events_when 'later'"),
        ((SOUND, "[verb]\nstate = ['be']"), "no list of words"),
        ((SOUND, "[time]\nnow = 'today'"), "unknown time 'now'"),
        (("*took*", "took"), "marks one head"),
        (('hits = ["The army *took* the town."]', ""), "no example that it hits"),
        (('misses = ["The army takes the town."]', ""), "must miss"),
        ((SOUND, SOUND + SOUND), "used twice"),
        ((SOUND, "[verbs]\nstate = 'be'"), "unknown table 'verbs'"),
        ((SOUND, "[[rule]"), "not TOML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    folder = write(tmp_path, SOUND.replace(*change))
    problems = check_rules(folder)
    assert any(complaint in problem.message for problem in problems), problems
    assert {problem.file for problem in problems} == {"rules.toml"}
    with pytest.raises(RuleFileError, match=r"rules\.toml"):
        load_rules(folder)


def test_other_rules_can_be_brought(tmp_path: Path) -> None:
    rules = load_rules(write(tmp_path, SOUND))
    text = "The army took the town and will hold it."
    assert [(s.head.of(text), s.rule) for s in detect(read(text, vocabulary=rules.vocabulary), rules=rules)] == [
        ("took", "past")
    ]
    assert run_examples(rules) == []


def test_an_example_that_fails_is_reported(tmp_path: Path) -> None:
    rules = load_rules(write(tmp_path, SOUND.replace("takes the", "left the").replace("*took*", "*takes*")))
    assert [failure.example.head for failure in run_examples(rules)] == ["takes", None]


def test_the_version_follows_the_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = write(tmp_path / "a", SOUND), write(tmp_path / "b", SOUND)
    assert load_rules(first).version == load_rules(second).version
    load_rules.cache_clear()
    write(second, SOUND.replace("What was", "That was"))
    assert load_rules(first).version != load_rules(second).version


def test_a_statement_explains_itself() -> None:
    (statement,) = detect(read("The bill is unlikely to pass."))
    assert statement.rule == "governed.doubt"
    assert explain(statement) == load_rules().get("governed.doubt").why
    with pytest.raises(KeyError):
        load_rules().get("no.such.rule")
