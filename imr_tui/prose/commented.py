"""Whether a report comments on the words that it quotes: it names them as wording and says what they are or what they did."""

from __future__ import annotations

import re

_WORDS = (
    r"(?:wording|words?|phras(?:e|es|ing)|language|terms?|terminology|expressions?|descriptions?|labels?|remarks?|comments?|entry|tone"
    r"|characterisation|judge?ments?|verdicts?|conclusions?|headings?|captions?|codes?|categor(?:y|ies)|classification|grading|assumptions?|views?|sentences?|adjectives?|attitudes?|stereotypes?|framing|quotation|vocabulary|notes?)"
)
_POINTED = rf"(?:this|that|the|these|those|such|a|an|its|which|whose|his|her|their|both|each|[\w'-]+'s) (?:[\w'-]+ ){{0,3}}?{_WORDS}\b"
_JUDGED = (
    r"(?:blam|derogat|minimis|(?:in)?appropriat|judg|dismiss|unacceptabl|not acceptabl|stereotyp|offens|demean|mislead|misled|unhelpful|pejorat"
    r"|outdated|out of date|stigma|prejudic|disrespect|disparag|critici|challeng|regret|wrong|poor|harmful|inaccura|loaded|sexist|racist"
    r"|obscur|hid\b|hides|hidden|shift(?:s|ed)|led\b|leads|influenc|affect|shap(?:ed|es)|colour(?:ed|s)|should not|ought not|would not (?:now )?be used"
    r"|no longer (?:used|accepted)|not (?:the language|language|how|neutral|one)|does not|did not|shows?\b|showed|suggest|reflect|trivialis|excus"
    r"|unfair|play(?:s|ed)? down|made light|soften|mask|ignor|overlook|label|victim|sympath|careless|contrary to|against (?:force )?(?:policy|guidance)|raised (?:it|with|this)|(?:has|have|was|were) (?:since )?been (?:raised|addressed|replaced|removed|withdrawn|corrected|amended|changed|deleted|retired|struck)"
    r"|accepted terminology|of its time|at odds|concern|doubt|disbelie|implie|imply|presum|assum|downplay|understat|bias"
    r"|lowered|inadequa|insufficien|incomplete|unprofessional|unkind|callous|visible to|followed (?:her|him|them)|coloured|carried (?:over|forward)|copied|untrue|false|unsupported|unfounded)"
)
_AUTHOR = r"(?:the )?(?:review|author|reviewing officer|review officer|report|reviewer|IMR|panel)(?:'s)?"
_COURT = r"(?:the |a |his |her |their |trial )?(?:\w+ )?(?:judge|court|jury|coroner|magistrates?|recorder|tribunal)"
_WHOEVER = (
    r"(?:(?:the |a |his |her |their |this |trial |two |three |four |later )?(?:\w+ )?(?:judge|court|jury|coroner|magistrates?|supervisors?|sergeants?|inspectors?|detectives?|officers?"
    r"|constable|manager|force|prosecutors?|interviewers?|social worker|doctor|they)|(?:PC|DC|PS|DS|DI|Sergeant|Inspector) \w+)"
)
_COMMENT = re.compile(
    rf"\b{_POINTED}[^.;]{{0,140}}?\b(?:\w+-)?{_JUDGED}|\b{_JUDGED}[\w-]*[^.;]{{0,60}}? {_WORDS}\b"
    rf"|\b{_AUTHOR} (?:\w+ ){{0,2}}?(?:regards?|considers?|finds?|notes?|views?|rejects?|disagrees?|draws attention|does not|repeats?|treats?|recognises?|sees|names|comments|records|identif|found|counted|traced|uses?\b|prefers?|writes|speaks of|has found|would say)",
    re.IGNORECASE,
)
# Words named as words, what they do or did to somebody, and words that the report does not take for its own.
_MENTION = re.compile(
    r"\b(?<!in )(?<!with )(?:the|this|that|such a|a|these|those|both) (?:[\w-]+ )?(?:words?|phrases?|wording|terms?|labels?|expressions?|terminology|title|markers?)"
    r"(?! (?:of|were|was|for)\b)\b"
    r"|, (?:words?|phrases?|wording|terms?|language) (?:[\w'-]+ ){0,5}?(?:which|that),?[^.;]{0,60}? (?:conceal|hid|obscur|mask|minimi[sz]|blam|judg|ma[dk]e|shift|l[ea]d)\w*"
    r"|[;,.:-] *(?:and |but )?(?:it|this|that|they|these|which|both) (?:\w+ )?(?:blam|shift|label|treat|hid|conceal|under-?stat|over-?stat|minimi[sz]|down-?play"
    r"|trivialis|impl|suggest|assum|judg|dismiss|stigmatis|ma[dk]e|excus|plac|put|obscur|mask|reduc|portray|present|ascrib|attribut|la(?:y|id)|diminish|cast"
    r"|reflect|reveal|betray|misl|t[eo]ll|criminalis|demean|mutualis|soften|repeat|borrow|adopt)\w*\b"
    r"|[;,] *(?:and |but |yet )?(?:it|this|that|they|the (?:log|record|entry|note|report|form)) (?:does|did|do) not (?:say|record|show|explain|state|tell|ask|mention|describe|give|note|set out)\b"
    r"|[;:] *(?:describing|calling|labelling|naming|speaking of|writing of|recording|treating|putting) [^.;]{0,80}?\b(?:can|could|may|might|would|draws?|hides?|leads?|shifts?|lays?|blames?|is|was|are)\b"
    r"|[;,] *(?:and |but |yet )?(?:it|this|that|which|the (?:heading|field|box|marker|flag|code|category)) (?:was|has been) (?:\w+ )?(?:removed|withdrawn|abolished|replaced|retired|taken out|dropped|deleted)\b"
    r"|\bbecause (?:it|this|these|such \w+) (?:took the place|plac|prejudg|blam|hid|conceal|mis(?:le|lab)|minimi[sz]|stigmatis|obscur|reduc)\w*"
    r"|\bbecause they (?:prejudg|blam|label|mis(?:le|lab)|minimi[sz]|stigmatis)\w*"
    r"|[;,] *(?:and |but )?(?:this|that|it) was (?:\w+ )?(?:his|her|their|the suspect's) (?:own )?(?:attempt|excuse|account|version|way|justification|defence|explanation)\b"
    r"|\b(?:is|are|was|were) (?:his|hers|her|their|theirs|not the (?:review|author|force)'s|the \w+'s) (?:own )?(?:words?|phrases?|view)\b"
    r"|\b(?:nothing|no evidence|none|no (?:record|note|basis|foundation|reason|support))(?: \w+){0,6}? (?:supports?|bears? out|bore out|for|justif(?:y|ies|ied)|confirms?|explains?)"
    rf" (?:this|that|the|these|those|such a) {_WORDS}\b"
    # What belies the words, or what was done about them or not done.
    rf"|[;,] *(?:and |but |yet )?{_WHOEVER} (?:later |since |then |at once |rightly |wrongly |had )?(?:corrected|changed|amended|removed|deleted|replaced|withdrew|struck out"
    r"|questioned|challenged|rejected|repeated|copied|adopted|overruled|apologised) (?:it|this|that|them|these|those|the (?:word|words|entry|note|phrase|grading))\b"
    r"|[;,.] *(?:and |but |yet |although )?(?:the |her |his |its |their |a )?(?:[\w-]+ ){0,2}?(?:recordings?|footage|video|photographs?|medical (?:notes|records|evidence)|transcript|chronology|records?|evidence|logs?"
    r"|call history|scans?|x-rays?|toxicology|post-mortem|pathologist|telephone data|messages)(?: [\w'-]+){0,6}? (?:shows?|showed|proves?|proved|contradicts?|contradicted|says? otherwise|gives?|lists?|listed"
    r"|holds?|found|finds|records? (?:a|an|two|three|four|that))\b"
    r"|[;,] *(?:and |but |yet )?(?:no |none of the |neither of the )(?:officers?|one|supervisors?|sergeants?|reviewers?|staff|call handlers?|body)(?: \w+){0,3}? (?:had )?"
    r"(?:checked|asked|tested|questioned|challenged|verified|looked|sought|corrected|enquired|considered|tried|noticed|spoke)\b"
    r"|[;,] *(?:and |so |which |after which )[^.;]{0,80}?\b(?:lowered|downgraded|reduced|(?:a )?lower (?:grad|risk|priorit|response|level)\w*|less urgent\w*|taken less seriously)\b"
    r"|; *(?:by (?:that (?:date|time|day)|then),? )?(?:he|she|they|[A-Z][\w'-]*(?: [A-Z][\w'-]*)?) (?:had|was|were)(?: \w+)? (?:in fact|just|already|reported|reporting|been|made|rung|told|a child)\b"
    rf"|[;,] *(?:and |but |yet )?{_WHOEVER} (?:did|had) (?:not|never) (?:\w+ )?(?:challenge|question|ask|test|probe|explore|check|verify|correct|look|enquire)"
    r"|[;,] *(?:and |but )?(?:it|this|that|they|these) (?:was|were|is|are) (?:\w+ )?(?:wrong|untrue|false|unfair|inaccurate|unkind|unjust|incorrect|an? (?:mistake|error))\b"
    r"|\b(?:should|ought) (?:not|never) (?:to )?have been (?:\w+ )?(?:written|used|recorded|typed|entered|applied|chosen|made|added)\b"
    r"|[;,.] *(?:although|though|even though|yet|but|when|in (?:\w+ )?of (?:them|these|which)) (?:he|she|they|(?:the )?victim|[A-Z][\w'-]*(?: [A-Z][\w'-]*)?) (?:had|was|were) (?:\w+ )?(?:told|said|reported|described|shown|been"
    r"|injured|hurt|bleeding|strangled|crying|hit|punched)\b"
    r"|[;.] *(?:he|she|they|[A-Z][\w'-]*) (?:was|were|is|had been) (?:then |only |just |at the time )?(?:aged )?(?:a child|(?:1?\d|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven)teen)\b)"
    r"|\bnot (?:adopted|repeated|used|shared|accepted|endorsed)(?: \w+){0,2} (?:here|in this|by this|by the review)\b"
    r"|[;,:] *(?:those|these|they) (?:are|were) (?:the )?words of (?:the|an?|his|her|their)\b"
    r"|\b(?:heading|caption|marker|flag|category)\b[^.;]{0,80}?\b(?:hid|hides|hiding|conceal\w*|obscur\w*|mask\w*|disguis\w*) (?:the fact|that|how|what|who|her|him|his|the)\b",
    re.IGNORECASE,
)


# Words for words that a report names as such: what is quoted behind them is told of, not said.
_NAMED = re.compile(
    r"\b(?:labels?|words?|terms?|phrases?|expressions?|language|wordings?|descriptions?|stereotypes?|myths?|assumptions?|euphemisms?|shorthand|adjectives|clich[eé]s?|remarks|entries)"
    r"(?: [\w-]+){0,4}?,? (?:such as|like|including|for example|e\.g\.)(?: \"_+\",?)*(?: (?:or|and))?(?: the (?:word|phrase|term))? *$"
    r"|\b(?:descriptions?|labelling|portrayal|characterisation|depiction) of (?:[\w'-]+ ){1,4}?as *$"
    r"|\b(?:avoid\w*|instead of|rather than|not|never|stop|end|remov\w+|replac\w+|drop|without|delet\w+)(?: [\w'-]+){0,4}? (?:terms?|words?|phrases?|labels?|markers?|flags?|expressions?) *$",
    re.IGNORECASE,
)
# What somebody says of one whom they loved is theirs to say.
_FOND = re.compile(
    r"\b(?:(?:i|we) (?:all |still |will always |do |so )*(?:miss|love|loved|adored?|ador)|(?:was|were) (?:so |very |always )?(?:funny|kind|loving|caring|beautiful|gentle|generous|bubbly|bright)"
    r"|heart of gold|best (?:mum|mam|friend|sister|daughter|brother|son|dad)|lit up|light of|proud of|(?:loved|adored) (?:her|his|by))\b",
    re.IGNORECASE,
)
# The report says that it does not take over what somebody else said.
_DISOWNED = re.compile(
    rf"\b{_AUTHOR} (?:\w+ )?(?:does not|did not|do not|cannot|rejects?|rejected|disagrees?|has not) ?(?:accept|agree|share|adopt|endorse|repeat|regard|with|that|this|it|the|her|his)"
    rf"|[;,] *(?:and |but |yet )?(?:{_COURT} (?:\w+ )?(?:rejected|disbelieved|dismissed|did not accept|refused to accept|did not believe|set aside)|{_WHOEVER} (?:\w+ )?challenged)"
    r" (?:it|this|that|(?:the|his|her|that|this) (?:claim|account|excuse|explanation|suggestion|version|view|argument|mitigation|statement|defence))\b"
    r"|\b(?:wrong|unfair|inappropriate|mistaken|inaccurate|unhelpful|misleading|incorrect) to (?:have )?(?:describ|call|label|record|speak|spoken|refer|treat|characteri|writ|portray|regard|see|view|name|class)\w*"
    r"|\b(?:treated|dealt with|regarded|seen|viewed|recorded|handled|perceived|considered|approached|processed|arrested|prosecuted|looked (?:up)?on)\b[^.;]{0,60}? (?:rather than|instead of|and not) (?:as )?(?:an? )?(?:\w+ )?(?:victim|child|person|witness|patient)"
    r"|\bused as (?:an?|the) (?:reason|excuse|justification|ground) (?:not to|for not)\b|\btreated (?:this|that|it|her \w+|his \w+) as (?:an?|the) (?:reason|excuse|ground) (?:not )?to\b"
    rf"|[;,] *(?:and |but |yet )?{_COURT} (?:\w+ )?(?:did not believe|disbelieved) (?:him|the (?:suspect|defendant|accused))\b"
    r"|, (?:an? |the )?(?:[\w-]+ )?(?:statement|claim|account|version|explanation|excuse|suggestion|view|argument|mitigation|assertion|allegation|defence|belief|contention)?"
    rf" ?(?:which|that) {_COURT} (?:\w+ )?(?:rejected|disbelieved|dismissed|did not accept|refused to accept|did not believe|set aside|found (?:to be )?(?:untrue|false))\b"
    r"|\b(?:told|said|claimed|alleged|insisted|maintained|suggested|asserted|informed)\b[^.;]{0,120}[;,] *(?:and |but |yet )?(?:nobody|no one|no (?:officer|supervisor|sergeant|detective)|none of the officers)"
    r" (?:\w+ )?(?:tested|checked|questioned|challenged|verified|probed|asked about) (?:it|this|that|these|what he|his)\b"
    r"|\b(?:should|ought to|could) have (?:been )?(?:recorded|treated|noted|told|written|marked)(?: this| it)? as (?:his|her|their|the suspect's|a suspect's) (?:own )?"
    r"(?:account|claim|view|words|version|allegation|excuse)",
    re.IGNORECASE,
)


def is_disowned(sentence: str) -> bool:
    """Whether a sentence says that the report does not share what it tells of somebody's view, or that it was rejected."""
    return _DISOWNED.search(sentence) is not None


def is_named_as_words(ahead: str) -> bool:
    """Whether what stands ahead of a quotation (other quotations blanked out) names what is quoted as words that are used of people."""
    return _NAMED.search(ahead) is not None


def is_fond(quoted: str) -> bool:
    """Whether quoted words are those of somebody who speaks with love of the one who died."""
    return _FOND.search(quoted) is not None


def is_commented(around: str) -> bool:
    """Whether `around`, the sentence of a quotation and the one behind it with the quoted words left out, comments on them."""
    return _COMMENT.search(around) is not None or _MENTION.search(around) is not None
