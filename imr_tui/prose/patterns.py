"""Rule patterns as regular expressions over folded text.

In a pattern a space stands for any run of blanks, `[ -]` for blanks or a hyphen, and `<name>` for one of
the sets of words below. Folded text has blanks of any kind as spaces and dashes as hyphens, one character for one, so
a match leads straight back to the source.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from imr_tui.prose.expressions import parsed

# Sets of words that many rules share. `stop` and `word` are no words: the first says that a noun phrase ends here, the
# second is any one word.
NAMED = {
    "be": "(?:am|is|are|was|were|be|been|being)",
    "not": "(?:not|never|n't)",
    "he": "(?:he|she|they)",
    "him": "(?:him|her|them)",
    "his": "(?:his|her|their)",
    "self": "(?:himself|herself|themself|themselves)",
    "a": "(?:a|an|the|this|that|his|her|their)",
    "word": r"[\w'-]+",
    "abuser": r"(?P<who>him|(?:the |his |her |their )?(?:ex[ -]?)?(?:abusive |violent )?(?:suspect|perpetrator|offender|abuser|partner|husband|boyfriend"
    r"|wife|girlfriend)|(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?)",
    "ill": r"(?:mentally (?:ill|unwell|disordered|disturbed|unstable|unbalanced|impaired)|psychotic|paranoid|delusional|depressed|suicidal|schizophrenic"
    r"|bipolar|manic|deranged|unhinged|autistic|neurotic|psychopathic|sociopathic|obsessive|insane|unstable|unbalanced|senile)",
    "illness": r"(?:mental (?:illness|ill-health|disorder|breakdown|condition|problems?|health (?:problems?|issues?|difficult(?:y|ies)|conditions?|crisis|episodes?))"
    r"|psychiatric (?:illness|disorder|condition|problems?|issues|episodes?)|psychos[ie]s|paranoia|depression|depressive illness|schizophrenia|bipolar disorder"
    r"|personality disorder|breakdown|delusions|mania|dementia|PTSD|post-traumatic stress|autism|ADHD|OCD|learning (?:disability|difficult(?:y|ies)))",
    "person": r"(?P<who>(?:her|him|them)(?= *(?:[.,;:!?)\"]|$)| (?:and|but|in|on|at|when|after|before|to|during|despite|for|over|because|as|with|own"
    r"|herself|himself|voluntarily|willingly|that|from|until|since|again|twice|later|or|so|within|by|of|was|had|were)\b)"
    r"|(?:(?:the|a|this|both|her|his|their|two) )?(?:[\w-]+ )?(?:victim|complainant|survivor|famil(?:y|ies)|mother|father|parents?|partner|wife|husband|wom[ae]n|m[ae]n"
    r"|child(?:ren)?|girl|boy|daughter|son|sister|brother|witness(?:es)?|couple|neighbours?|caller|patient|tenant|teenager)(?:'s (?:mother|father|family|sister|brother|partner|friends?|daughter|son))?"
    r"|(?:(?:Ms|Mrs|Mr|Miss) )?(?-i:[A-Z])[\w-]*(?: (?-i:[A-Z])[\w-]+)?(?:'s (?:mother|father|family|sister|brother|partner|friends?|daughter|son))?)(?!'|[\w-])",
    "whose": r"(?P<who>her|his|their|(?:(?:the|a|this|her|his) )?(?:[\w-]+ )?(?:victim|complainant|survivor|family|mother|father|parent|partner|wife|husband|woman|man|child|girl|boy"
    r"|daughter|son|sister|brother|witness|neighbour|caller|patient|tenant|couple|teenager)(?:s'|'s)|(?:(?:Ms|Mrs|Mr|Miss) )?(?-i:[A-Z])[\w-]*(?: (?-i:[A-Z])[\w-]+)?'s?)",
    "child": r"(?:child(?:ren)?|girls?|boys?|minors?|teen(?:age)?(?:rs?)?|young (?:person|people)|pupils?|school(?:girls?|boys?)"
    r"|(?:aged?|was|is) (?:[1-9]|1[0-7])|(?:[1-9]|1[0-7])[ -]years?[ -]olds?|year (?:[7-9]|1[0-3])"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[ -]years?[ -](?:olds?|of age)"
    r"|(?:[1-9]|1[0-7]) years of age|(?:tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth) birthday|youngsters?|adolescents?|juveniles?|schoolchild(?:ren)?"
    r"|(?:at|when) (?:only |just |the age of )?(?:[5-9]|1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?=,? (?:she|he|they)\b)"
    r"|(?<=, )(?:[5-9]|1[0-7])(?=,)|(?<=\()(?:[5-9]|1[0-7])(?=\))|(?:his|her|their) (?:[5-9]|1[0-7]) years"
    r"|(?:at|then|now|only|just|turned|under|still|nearly|age of|aged about) (?:five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|[5-9]|1[0-7])(?= *(?:[.,;)]|$)| (?:and|but|when|he|she|they|or|to|with|years old|was|had)\b| (?-i:[A-Z]))"
    r"|(?:aged?|at|then|only|just|turned|nearly|(?:who|she|he|they|girl|boy|child) (?:was|is|were)(?: only| just| about| then| nearly)?) (?:five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen))",
    # What is said of a person whom somebody did not take to.
    "trait": r"(?:abrasive|abrupt|abusive|acerbic|aggressive|aloof|antagonistic|anti[ -]?social|antisocial|argumentative|arrogant|attention[ -]?seeking|"
    r"awkward|belligerent|bitter|blasé|bloody[ -]?minded|blunt|bolshie|bolshy|boorish|bossy|brash|brazen|brusque|cagey|calculating|callous|"
    r"cantankerous|capricious|cavalier|challenging|cheeky|childish|chippy|choleric|clingy|coarse|cocksure|cocky|combative|conceited|"
    r"confrontational|conniving|contemptuous|contrary|crabby|crafty|cranky|crotchety|cunning|curmudgeonly|curt|cynical|deceitful|defensive|"
    r"defiant|demanding|devious|difficult|disagreeable|dishonest|disinterested|dismissive|disobliging|disorganised|disputatious|disrespectful|"
    r"disruptive|dogmatic|domineering|draining|dysfunctional|erratic|evasive|excitable|exhausting|feckless|feisty|fickle|fiery|flaky|flighty|"
    r"flippant|flirtatious|foolish|foul[ -]?mouthed|fractious|fretful|frosty|furtive|fussy|garrulous|glib|gobby|gossipy|graceless|grasping|"
    r"grouchy|grumpy|guarded|gullible|hard[ -]?bitten|hard[ -]?faced|hard[ -]?headed|hard[ -]?nosed|haughty|headstrong|hectoring|high[ -]?handed|"
    r"high[ -]?maintenance|highly[ -]?strung|histrionic|hostile|hot[ -]?headed|hot[ -]?tempered|humourless|hypocritical|hysterical|"
    r"ill[ -]?disposed|ill[ -]?mannered|ill[ -]?tempered|immature|imperious|impertinent|impetuous|impolite|impossible|impressionable|impulsive|"
    r"inconsiderate|incorrigible|indecisive|indifferent|indiscreet|ineffectual|infantile|ingratiating|insincere|insolent|insufferable|interfering|"
    r"intractable|intransigent|irascible|irrational|irresponsible|joyless|judgemental|lackadaisical|lazy|lippy|long[ -]?winded|loud[ -]?mouthed|"
    r"maddening|malicious|manipulative|maudlin|mawkish|meddlesome|meddling|melodramatic|mendacious|mercurial|money[ -]?grabbing|monosyllabic|"
    r"moody|mouthy|mulish|naive|nasty|needy|neurotic|nit[ -]?picking|nosy|obdurate|obnoxious|obsequious|obsessive|obstinate|obstructive|obtuse|"
    r"offhand|officious|opinionated|outspoken|over[ -]?anxious|over[ -]?dramatic|over[ -]?emotional|over[ -]?sensitive|overbearing|overprotective|"
    r"oversensitive|overwrought|peevish|pernickety|perverse|petulant|picky|pig[ -]?headed|plaintive|po[ -]?faced|pompous|prickly|promiscuous|"
    r"provocative|pugnacious|pushy|quarrelsome|querulous|rambling|recalcitrant|reckless|refractory|resentful|reticent|rude|sarcastic|"
    r"scatterbrained|scatty|scheming|scornful|secretive|selfish|shambolic|shameless|sharp[ -]?tongued|shifty|shirty|short[ -]?tempered|shrewish|"
    r"shrill|silly|slippery|slovenly|sly|smug|snappy|snarky|sneaky|snide|snobbish|spiky|spiteful|spoilt|standoffish|strident|strong[ -]?willed|"
    r"stroppy|stubborn|sulky|sullen|supercilious|surly|tactless|temperamental|tempestuous|tetchy|theatrical|thoughtless|tight[ -]?lipped|tiresome|"
    r"touchy|treacherous|troublesome|truculent|two[ -]?faced|vague|vain|venomous|vexatious|vindictive|vitriolic|volatile|vulgar|waspish|"
    r"wayward|weak|weak[ -]?willed|wheedling|whiny|wilful|wily|work[ -]?shy|un(?:[ -]?cooperative|caring|civil|communicative|congenial|"
    r"cooperative|couth|disciplined|forgiving|forthcoming|grateful|helpful|hinged|interested|kempt|likeable|motivated|pleasant|predictable|"
    r"realistic|reasonable|reliable|ruly|savoury|stable|sympathetic|trustworthy|truthful)|self[ -]?(?:absorbed|centred|destructive|indulgent|"
    r"pitying))",
    "stop": r"(?= *(?:[.,;:!?)\"]|'(?!\w)|$)| +(?:who|which|that|was|were|is|are|had|has|have|at|in|on|by|from|to|with|when|while|where"
    r"|because|since|as|but|if|or|and|than|for|after|before|between|involving|during|about)\b)",
}
_NAME = re.compile(r"(?<!\?P)<([a-z]+)>")
_PIECE = re.compile(r"\\.|\(\?<[=!][^()]*\)|\[ -\]|\[(?:\\.|[^\]])*\]| +[?*+]?")
_WORD = re.compile(r"\w+")
_CLASS_OF_BLANKS = "(?: *- *| +)"


def expand(pattern: str) -> str:
    """`pattern` with named sets written out and blanks made elastic; KeyError names a set that there is not."""
    named = _NAME.sub(lambda match: NAMED[match[1]], pattern)
    return _PIECE.sub(_elastic, named)


def _elastic(match: re.Match[str]) -> str:
    piece = match.group()
    if piece == "[ -]":
        return _CLASS_OF_BLANKS
    if piece.strip(" ?*+"):
        return piece
    return " *" if piece[-1] in "?*" else " +"


@lru_cache(maxsize=2048)
def compiled(pattern: str, *, placed: bool = False) -> re.Pattern[str]:
    """The regular expression of a pattern: on word bounds, without regard to case.

    One that is `placed` is tried at places where it may begin alone, and need not be quick to see where it cannot.
    """
    written = expand(pattern)
    letters = frozenset[str]() if placed else first_letters(written)
    ahead = f"(?-i:(?=[{''.join(map(re.escape, sorted(letters)))}]))" if letters else ""
    return re.compile(rf"{ahead}(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2048)
def first_letters(written: str) -> frozenset[str]:
    """The characters that a match of a regular expression may begin with; empty where that is not told.

    Asked for first, they spare the engine nine tries in ten.
    """
    found = _firsts(parsed(written), either_case=True)
    return frozenset() if found is None or "" in found else frozenset([one for one in found if len(one) == 1])


def _firsts(tree: Any, *, either_case: bool) -> set[str] | None:
    """What may stand first in a parsed expression, "" for nothing; None where it cannot be told."""
    found: set[str] = set()
    for kind, value in tree:
        own = _firsts_of(str(kind), value, either_case=either_case)
        if own is None:
            return None
        found |= own - {""}
        if "" not in own:
            return found
    return found | {""}


def _firsts_of(kind: str, value: Any, *, either_case: bool) -> set[str] | None:
    match kind:
        case "LITERAL" | "IN":
            own = {chr(value)} if kind == "LITERAL" else _members(value)
            if own is None or not either_case:
                return own
            return {one for letter in own for one in (letter.lower(), letter.upper())}
        case "BRANCH":
            branches = [_firsts(branch, either_case=either_case) for branch in value[1]]
            return None if None in branches else set().union(*(branch for branch in branches if branch is not None))
        case "SUBPATTERN":
            _, added, taken, inner = value
            either_case = (either_case or bool(added & re.IGNORECASE)) and not taken & re.IGNORECASE
            return _firsts(inner, either_case=either_case)
        case "MAX_REPEAT" | "MIN_REPEAT":
            own = _firsts(value[2], either_case=either_case)
            return own if own is None or value[0] else own | {""}
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return {""}
        case _:
            return None


def _members(value: Any) -> set[str] | None:
    found: set[str] = set()
    for kind, code in value:
        if str(kind) == "LITERAL":
            found.add(chr(code))
        elif str(kind) == "RANGE":
            found |= {chr(one) for one in range(code[0], code[1] + 1)}
        else:
            return None
    return found


def squeezed(text: str) -> str:
    """Text as triggers are looked for in it: its words in lower case, a blank ahead of each and one behind the last."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def as_looked_for(trigger: str) -> str:
    """A trigger as it stands in such text: with a blank at an end where a word ends there, empty where it has no word."""
    words = " ".join(_WORD.findall(trigger.lower()))
    if not words:
        return ""
    ahead = "" if _WORD.match(trigger) else " "
    return f"{ahead}{words}{'' if _WORD.match(trigger[-1]) else ' '}"
