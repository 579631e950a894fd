"""What a clause can be: form, tense, voice, what opens it, whom it speaks of, when; and the features of its event."""

from enum import StrEnum


class Form(StrEnum):
    """The form of the verb that a clause begins with."""

    FINITE = "finite"
    INFINITIVE = "infinitive"  # with "to"
    BARE = "bare"  # the base form by itself
    ING = "ing"
    PARTICIPLE = "participle"
    NOUN = "noun"  # an event noun that stands in for a verb


class Tense(StrEnum):
    """The tense of a finite clause."""

    PAST = "past"
    PRESENT = "present"
    MODAL = "modal"  # a modal verb stands in its place


class Voice(StrEnum):
    """Whether the subject acts or suffers."""

    ACTIVE = "active"
    PASSIVE = "passive"


class Marker(StrEnum):
    """What the word that opens a clause makes of it."""

    CONDITION = "if"
    TIME = "time"
    QUESTION = "question"
    RELATIVE = "relative"
    THAT = "that"
    QUOTATION = "quotation"  # as a complement: what is said stands in quotation marks
    OTHER = "other"


class ClauseLink(StrEnum):
    """How a clause hangs on the word that governs it, or on another clause; an -ing form by its preposition also."""

    TO = "to"
    THAT = "that"
    ING = "ing"
    NOUN = "noun"  # a noun is the event; an -ing form or a participle behind its noun
    OBJECT = "object"  # "will see the planes delivered"
    ADVERBIAL = "adverbial"  # behind a comma
    ABSOLUTE = "absolute"  # with a subject of its own


class Pronoun(StrEnum):
    """The subject right before a verb, where it is a pronoun or a whole kind."""

    FIRST = "first"  # I, we
    THIRD = "third"  # he, she, they
    YOU = "you"
    IT = "it"
    THERE = "there"
    KIND = "kind"  # drivers, with no word that tells which


class TimeFrame(StrEnum):
    """The time that words around a present tense tell."""

    PAST = "past"
    FUTURE = "future"
    LASTING = "lasting"  # habits, and what goes on


class Certainty(StrEnum):
    """How sure a text is of what is to come, beside its modal verb."""

    LIKELY = "likely"  # probably, or what nobody plans
    POSSIBLE = "possible"  # perhaps


class Factuality(StrEnum):
    """Whether a text tells an event as a fact, or what it makes of it instead."""

    ASSERTED = "asserted"
    DENIED = "denied"  # somebody says that it is not so, or will not be
    DOUBTED = "doubted"  # unproven, unclear, rumoured
    COUNTERFACTUAL = "counterfactual"  # it would have been, and was not
    NEAR = "near"  # nearly, almost
    IMAGINED = "imagined"  # film, dream, pretence
    HYPOTHETICAL = "hypothetical"  # supposed for the sake of what would follow


class EventFeature(StrEnum):
    """How an event stands to a plan, and how its clause puts it; as kept in the JSON of propositions."""

    STEP = "step"  # a step on the way, not the event itself
    INCEPTIVE = "inceptive"  # "began to recruit"
    OPEN = "open"  # opened by a word that leaves it open
    EARLIER = "earlier"  # it had happened by then
    LATE = "late"  # "behind schedule"
    TIMELY = "timely"  # "as planned"
    NOTHING = "nothing"  # "signed nothing"
    SOME = "some"  # only some of those who act
    PLURAL = "plural"  # the subject is "both", "they"
    PRONOUN = "pronoun"  # the subject is a pronoun of which nothing tells whom it means
    UNKNOWN_AGENT = "unknown_agent"  # somebody acts whom nothing names
    OBJECT_PRONOUN = "it"
    MASCULINE_OBJECT = "him"
    TRANSITIVE = "transitive"  # something is done to something
    PASSIVE = "passive"
    ERGATIVE = "ergative"  # the subject of an active verb suffers: "the trial began"
    NOMINAL = "nominal"  # told by a noun
    INDEFINITE = "indefinite"  # the object is spoken of as new,
    DEFINITE = "definite"  # as known,
    OWN = "own"  # or as the subject's
    TALLY = "tally"  # "by 71 votes to 30"
    LEAD = "lead"  # in the title or the lead
    STATED = "stated"  # a claim's
    GOVERNING = "governing"  # an infinitive hangs on it: "declined to say"
