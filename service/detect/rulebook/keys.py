"""The keys of a rule's table in the files, and what a rule may yield."""

from enum import StrEnum

from service.detect.statement import Kind

RULES_OF_FILE = "rule"  # the array of a file's rules
FLIP = "flip"  # the one polarity that a rule may give: the other one than its clause has


class RuleKey(StrEnum):
    """What a rule's table holds."""

    ID = "id"
    WHY = "why"
    KIND = "kind"
    MODALITY = "modality"
    OTHERS = "others"  # the modality instead, where somebody is quoted saying it of others, and no day
    POLARITY = "polarity"
    WHEN = "when"
    UNLESS = "unless"
    HITS = "hits"
    MISSES = "misses"


class Yield(StrEnum):
    """What a rule makes of a clause: a statement of one kind, none, or what the clause above it is."""

    OUTCOME = Kind.OUTCOME.value
    RESULT = Kind.RESULT.value
    NONE = "none"
    INHERIT = "inherit"


REQUIRED = (RuleKey.ID, RuleKey.WHY, RuleKey.KIND, RuleKey.WHEN)
