"""Whether a sentence takes back what is told in it: denies it, asks after it, forbids it, gives it as a policy's words or calls the view wrong."""

from __future__ import annotations

import re

_SIGHT = 220  # characters to either side of a phrase in which it is looked for
_WIDEST_BREAK = 6  # so far a phrase may itself begin with what parts clauses
# Behind these another clause begins, which the words ahead of it do not govern.
_BREAK = re.compile(
    r"[;:]|, (?:(?:but|yet|so|and|which|who|whom|whose|because|although|though|while|when|as|since|after|until|she|he|they|the)\b|(?-i:[A-Z]))"
    r"|\b(?:but|although|however|because|yet|whereas|which(?! (?:says?|said|records?|claims?|states?|describes?|suggests?)))\b|\b(?:and|as|when|if|for the fact that|given that) (?:she|he|they|it|the|this|that|then|her|his|a victim|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_STAFF = (
    r"(?:officers?|staff|supervisors?|sergeants?|detectives?|agencies|(?:the |a )?(?:force|service|panel)|services|practitioners|professionals|call[ -]?(?:handlers?|takers?)|teams?|colleagues"
    r"|managers?|records?|logs?|entries|reports?|the review|investigators?|responders?|partners|they|we)"
)
_FINDS = r"(?:found|finds|saw|sees|seen|holds?|held|has|had|have|knows?|traced|heard|offers?|gives?|gave|contains?)"
_DENIED = (
    r"there (?:is|was|were|are|has been|had been|seems? to be) (?:nothing|(?:no|not a|not any|little|hardly any) (?:[\w-]+ )?(?:evidence|signs?|suggestion|indication|record|basis|reason|proof|trace|information|ground|grounds"
    r"|hint))(?: [\w'-]+){0,5}? (?:that|to (?:suggest|show|say|indicate|support|think|believe|suppose)|of)"
    rf"|{_FINDS} (?:nothing|no (?:[\w-]+ )?(?:evidence|signs?|suggestion|indication|record|basis|proof|trace|hint)) (?:[\w'-]+ ){{0,4}}?(?:that|to (?:suggest|show|say|indicate|support)|of)"
    r"|nothing (?:[\w'-]+ ){0,6}?(?:shows?|showed|suggests?|suggested|supports?|supported|indicates?|indicated|says?|points?|confirms?|implies)"
    r"|no (?:evidence|sign|suggestion|indication)s? (?:is|was|has been|had been) (?:found|seen|given|recorded) (?:that|of|to)"
    r"|it (?:cannot|can not|could not|should not|must not|is not|was not|may not|would be (?:wrong|unfair|mistaken)|is (?:wrong|unfair|mistaken)) (?:to )?(?:be )?(?:said|suggested|assumed|inferred|concluded|argued"
    r"|claimed|supposed|say|assume|suggest|conclude|infer|think|suppose)"
    r"|(?:none of (?:the |them|those )?(?:[\w-]+ )?|nobody |no one |no (?:officer|witness|record|agency|entry|professional)s? )(?:[\w'-]+ ){0,3}?(?:thought|believed|said|says|suggested|suggests|found|recorded|records|told|tells)"
    r"|at no (?:time|point|stage) did|(?:does|do|did) not (?:mean|suggest|imply|show|say|follow|prove)(?: [\w'-]+){0,3}? that"
    r"|nothing (?:more |else )?(?:that |which )?(?:she|he|they|(?:the |a )?victims?|(?-i:[A-Z])\w+) (?:could|should|might|ought|did|said|wore|wrote)|no (?:act|word|action|conduct) (?:of|by) (?:hers?|his|theirs|the victim|(?-i:[A-Z])\w+)"
)
_ASKED = (
    r"(?:no ?one|nobody|not|never|none|n't|nor|no \w+|without|neither)(?: [\w'-]+){0,4}? (?:ask\w*|enquir\w*|inquir\w*|consider\w*|explor\w*|wonder\w*)(?: [\w'-]+){0,4}? (?:whether|if|why|who|what|how|when)"
    r"|(?:not|never|no \w+|nobody|without)(?: [\w'-]+){0,4}? (?:establish\w*|record\w*|say|said|says|know|known|clear|check\w*|look\w*|find out|answer\w*|show\w*)(?: [\w'-]+){0,4}? (?:whether|if)(?! to\b)"
    r"|(?:answer|reply) to the question (?:whether|if|why|how|what)"
)
_FORBIDDEN = (
    rf"{_STAFF} (?:must|should|are|is|may|will|shall|ought|need|have|has)(?: to)?(?: (?:\w+ly|also|therefore|be (?:told|reminded|trained|taught|asked|expected)))*"
    r" (?:(?:not|never|no longer|not to|never to) (?:to )?(?:describ|record|treat|assum|ask|say|writ|expect|us|call|view|see|blame (?:an?|the|her|him|them|victims)\b|judg|suggest|think|rely|regard|conclud|infer|take|label|refer|put|speak|tell"
    r"|requir|doubt|question|dismiss|draw|imply|presum|word)\w*|(?:to )?(?:stop|cease|avoid|question|challenge|refrain))"
    r"|no (?:log|entry|officer|record|report|form|letter|member of staff) (?:may|should|must|is to|will|can|ought)"
    r"|(?:stop|stopped|cease|end|ends|ended) (?:recording|writing|saying|describing|using|asking|treating|calling|the (?:use|practice|habit))"
    r"|(?:do not|don't|never) (?:ask|assume|describe|record|treat|write|say|use|expect|suggest|blame|call|judge)"
    r"|not to (?:describe|record|treat|assume|ask|say|write|expect|use|call|view|see|blame (?:an?|the|her|him|them|victims)|judge|suggest|think)"
    r"|avoid(?:s|ed|ing)? (?:the )?(?:use of|using|words|terms|language|phrases|saying|asking|describing|suggesting|blaming|assuming)"
    r"|(?:instead of|rather than|as opposed to) (?:the |a )?(?:asking|describing|recording|saying|treating|focus\w*|blaming|providing|assuming|writing|on|what|question)"
    r"|(?:question|challenge|correct|remove|delete|search for|replace)s? (?:[\w'-]+ ){0,3}?(?:entries|records|logs|wording|language|words|markers?|labels?|phrases|terms|notes)"
)
_POLICY = (
    r"(?:polic(?:y|ies)|guidance|procedures?|code|standards?|training|legislation|statute|instructions?|manual|toolkit|protocol|framework|the law|(?:College of Policing|NPCC|CPS|practice|authorised professional"
    r"|national)(?:'s)? (?:[\w-]+ )?(?:advice|practice))(?: [\w'-]+){0,6}? (?:says?|said|states?|stated|requires?|required|tells?|told|asks?|asked|warns?|warned|advises?|advised|reminds?|recognises?|explains?"
    r"|is|was|expects?|covers?|cover|teach(?:es)?|notes?|sets? out|lets?|makes? (?:it )?(?:clear|plain)|provides?)"
)
_WORDS = r"(?:sentences?|phrases?|words?|wording|labels?|entry|entries|notes?|markers?|descriptions?|assumptions?|language|terms?|views?|beliefs?|attitudes?)"
_LEADS_OTHERS = (
    rf"(?:that|this|these|those|such an?|such|the|which|{_WORDS}) (?:[\w-]+ ){{0,2}}?{_WORDS}?\b[^.;]{{0,80}}?\b(?:may|might|could|can|will|would)(?: well| also| easily)?(?: have)? (?:led|lead|caused?|made|make|encouraged?|invited?)"
    r" (?:the )?(?:those|officers?|staff|readers?|others|anyone|people|police|force|agencies|practitioners|professionals|supervisors?|responders?|call[ -]?(?:handlers?|takers?)|us|everyone|colleagues)"
    rf"|{_WORDS}\b[^.;]{{0,80}}?\bshift(?:s|ed|ing)? (?:the )?(?:focus|attention|blame|responsibility)"
)
_VIEW = r"(?:assumption|view|belief|idea|suggestion|myth|notion|stereotype|perception|expectation|inference|misconception|fallacy|thought|claim)"
_A_VIEW = re.compile(
    rf"\b(?:the|this|that|such an?|an?|any|his|their|her) (?:[\w-]+ )?{_VIEW}s? (?:[\w'-]+ ){{0,4}}?(?:that|of)\b|\bto (?:say|suggest|write|record|think|argue) that\b"
    r"|\b(?:wrongly |simply |had )?(?:assumed|supposed|presumed) (?:that\b|(?:her|him|them|(?-i:[A-Z])\w+) to be\b)",
    re.IGNORECASE,
)
_MYTH = rf"(?:is|was|are|were) (?:an? |another |the )?(?:[\w-]+ )?(?:myth|misconception|stereotype|fallacy|error|mistake|misunderstanding)s? (?:that|to|of)|wrong to (?:say|think|assume|suggest)|{_VIEW} debunked"
_WRONG = re.compile(
    r"^[^;]{0,120}?(?:\b(?:was|is|were|has been|had been|are|proved) (?:[\w-]+ )?(?:wrong|mistaken|false|unfounded|unfair|incorrect|untrue|common|a myth|misplaced|unsupported|not (?:supported|shared|borne|right|correct)|outdated"
    r"|harmful|dangerous|disproved|baseless|unhelpful|without (?:basis|foundation))\b|\b(?:leaves?|left) out\b|\b(?:ignor|overlook|disprov|misunderst|misread)\w*"
    r"|\bwould be (?:to|wrong|unfair)\b|\bis to (?:ignore|overlook|forget)\b|\bfinds? no support\b|\bnothing to (?:suggest|show|support|indicate) (?:it|this|that|so)\b"
    r"|\b(?:there (?:was|is)|had|has|with) no (?:[\w-]+ )?(?:evidence|basis|grounds?|foundation|reason) (?:for|to (?:think|believe|suppose|assume))\b)",
    re.IGNORECASE,
)
_DISPROVED = re.compile(
    rf"^[^;]{{0,80}}?, (?:an? |the )?{_VIEW}? ?(?:which|that) (?:[\w'-]+ ){{1,6}}?(?:disprov|contradict|bel(?:ies|ied)\b|do(?:es)? not (?:support|bear out)|did not (?:support|bear out))",
    re.IGNORECASE,
)
_OPENS_WITH_QUESTION = re.compile(r"^\W*(?:why|whether|who|how|what|if)\b[^;:]*$", re.IGNORECASE)
_NOT_ASKED = re.compile(
    r"^[^;:]{0,100}?\b(?:was|were|is|has been|had been) (?:not|never) (?:\w+ )?(?:asked|considered|explored|established|looked into|examined|enquired|discussed)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"\b(?:{_DENIED}|{_ASKED}|{_FORBIDDEN}|{_POLICY}|{_LEADS_OTHERS}|{_MYTH})\b", re.IGNORECASE)


def is_taken_back(sentence: str, start: int, end: int) -> bool:
    """Whether what a sentence tells from `start` to `end` is not told as so by the report."""
    first = max(0, start - _SIGHT)
    near = sentence[first:end]
    if _governs(_LEAD, near, start - first):
        return True
    after = sentence[end : end + _SIGHT]
    if _governs(_A_VIEW, near, start - first) and _WRONG.match(after):
        return True
    if _DISPROVED.match(after):
        return True
    return bool(_OPENS_WITH_QUESTION.match(sentence[:end]) and _NOT_ASKED.match(after))


def _governs(lead: re.Pattern[str], near: str, start: int) -> bool:
    """Whether such words stand ahead of `start` with no clause of its own between the two."""
    return any(_BREAK.search(near, one.end(), start + _WIDEST_BREAK) is None for one in lead.finditer(near, 0, start))
