"""Whether a report comments on the words that it quotes: it names them as wording and says what they are or what they did."""

from __future__ import annotations

import re

_WORDS = (
    r"(?:wording|words?|phras(?:e|es|ing)|language|terms?|terminology|expressions?|descriptions?|labels?|remarks?|comments?|entry|tone"
    r"|characterisation|assumptions?|views?|sentences?|adjectives?|attitudes?|stereotypes?|framing|quotation|vocabulary|notes?)"
)
_POINTED = rf"(?:this|that|the|these|those|such|a|an|its|which|whose|his|her|their|both|each|[\w'-]+'s) (?:[\w'-]+ ){{0,3}}?{_WORDS}\b"
_JUDGED = (
    r"(?:blam|derogat|minimis|(?:in)?appropriat|judg|dismiss|unacceptabl|not acceptabl|stereotyp|offens|demean|mislead|misled|unhelpful|pejorat"
    r"|outdated|out of date|stigma|prejudic|disrespect|disparag|critici|challeng|regret|wrong|poor|harmful|inaccura|loaded|sexist|racist"
    r"|obscur|hid\b|hides|hidden|shift(?:s|ed)|led\b|leads|influenc|affect|shap(?:ed|es)|colour(?:ed|s)|should not|ought not|would not (?:now )?be used"
    r"|no longer (?:used|accepted)|not (?:the language|language|how|neutral|one)|does not|did not|shows?\b|showed|suggest|reflect|trivialis|excus"
    r"|unfair|label|victim|sympath|careless|contrary to|against (?:force )?(?:policy|guidance)|raised (?:it|with|this)|(?:has|have|was|were) (?:since )?been (?:raised|addressed)"
    r"|accepted terminology|of its time|at odds|concern|doubt|disbelie|implie|imply|presum|assum|downplay|understat|bias)"
)
_AUTHOR = r"(?:the )?(?:review|author|reviewing officer|review officer|report|reviewer|IMR|panel)(?:'s)?"
_COMMENT = re.compile(
    rf"\b{_POINTED}[^.;]{{0,140}}?\b(?:\w+-)?{_JUDGED}|\b{_JUDGED}[\w-]*[^.;]{{0,60}}? {_WORDS}\b"
    rf"|\b{_AUTHOR} (?:\w+ ){{0,2}}?(?:regards?|considers?|finds?|notes?|views?|rejects?|disagrees?|does not|repeats?|treats?|recognises?|sees|names|comments|records|identif)",
    re.IGNORECASE,
)
# Words named as words, what they do or did to somebody, and words that the report does not take for its own.
_MENTION = re.compile(
    r"\b(?<!in )(?<!with )(?:the|this|that|such a|a|these|those|both) (?:[\w-]+ )?(?:words?|phrases?|wording|terms?|labels?|expressions?|terminology|title)"
    r"(?! (?:of|were|was|for)\b)\b"
    r"|[;,.:-] *(?:and |but )?(?:it|this|that|they|these|which|both) (?:\w+ )?(?:blam|shift|label|treat|hid|conceal|under-?stat|over-?stat|minimi[sz]|down-?play"
    r"|trivialis|impl|suggest|assum|judg|dismiss|stigmatis|ma[dk]e|excus|plac|put|obscur|mask|reduc|portray|present|ascrib|attribut|la(?:y|id)|diminish|cast"
    r"|reflect|reveal|betray|misl|t[eo]ll|criminalis|demean|mutualis|soften|repeat|borrow|adopt)\w*\b"
    r"|\b(?:is|are|was|were) (?:his|hers|her|their|theirs|not the (?:review|author|force)'s|the \w+'s) (?:own )?(?:words?|phrases?|view)\b"
    r"|\b(?:nothing|no evidence|none|no (?:record|note|basis|foundation|reason|support))(?: \w+){0,6}? (?:supports?|bears? out|bore out|for|justif(?:y|ies|ied)|confirms?|explains?)"
    rf" (?:this|that|the|these|those|such a) {_WORDS}\b"
    r"|\bnot (?:adopted|repeated|used|shared|accepted|endorsed)(?: \w+){0,2} (?:here|in this|by this|by the review)\b",
    re.IGNORECASE,
)


# The report says that it does not take over what somebody else said.
_DISOWNED = re.compile(
    rf"\b{_AUTHOR} (?:\w+ )?(?:does not|did not|do not|cannot|rejects?|rejected|disagrees?|has not) ?(?:accept|agree|share|adopt|endorse|repeat|regard|with|that|this|it|the|her|his)",
    re.IGNORECASE,
)


def is_disowned(sentence: str) -> bool:
    """Whether a sentence says that the report does not share what it tells of somebody's view."""
    return _DISOWNED.search(sentence) is not None


def is_commented(around: str) -> bool:
    """Whether `around`, the sentence of a quotation and the one behind it with the quoted words left out, comments on them."""
    return _COMMENT.search(around) is not None or _MENTION.search(around) is not None
