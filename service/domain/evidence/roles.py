"""Who takes part and in what, as evidence compares it."""

from dataclasses import replace

from service.language import EventFeature, Proposition


def settled(one: Proposition) -> Proposition:
    """The proposition as its words put it: what opens or ends by itself acts, as the trial in "the trial began"."""
    if EventFeature.ERGATIVE not in one.features:
        return one
    return replace(
        one,
        agents=(*one.agents, *one.patients),
        agent_nouns=(*one.agent_nouns, *one.patient_nouns),
        patients=(),
        patient_nouns=(),
        patient_kinds=(),
    )
