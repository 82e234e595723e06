"""Whether a sentence says whose words a quotation gives, or in which record they stand."""

from __future__ import annotations

import re

from imr_tui.prose import lexicon

_SPEECH = (
    r"sa(?:id|ys?|ying)|t(?:old|ells?|elling)|stat(?:ed|es?|ing)|wr(?:ote|ites?|iting)|describ(?:ed|es?|ing)|report(?:ed|s|ing)?"
    r"|record(?:ed|s|ing)?|repl(?:ied|ies|ying)|answer(?:ed|s|ing)?|ask(?:ed|s|ing)?|explain(?:ed|s|ing)?|disclos(?:ed|es?|ing)"
    r"|add(?:ed|s|ing)|not(?:ed|es|ing)|text(?:ed|ing)|shout(?:ed|s|ing)?|call(?:ed|s|ing)(?! (?:at|on|upon|in|into|round|back|for|off|by|again|twice|out to|to the (?:house|flat|address|scene)|(?:the |an )?(?:police|ambulance|station|999|101))\b)|comment(?:ed|s|ing)?|recall(?:ed|s|ing)?"
    r"|remember(?:ed|s)?|signed|whispered|screamed|warn(?:ed|s|ing)?|threaten(?:ed|s|ing)?|repeat(?:ed|s|ing)?|insist(?:ed|s|ing)?"
    r"|claim(?:ed|s|ing)?|alleg(?:ed|es|ing)|admit(?:ted|s|ting)?|accept(?:ed|s)|acknowledg(?:ed|es)|confirm(?:ed|s|ing)?|observ(?:ed|es)"
    r"|remark(?:ed|s|ing)?|complain(?:ed|s|ing)?|put(?:s|ting)? it|spoke|speaks?|speaking|reads?|reading|quot(?:ed|es?|ing)|entered|typed"
    r"|messaged|emailed|posted|summarised|concluded?|respond(?:ed|s|ing)?|refer(?:red|s|ring)|us(?:ed|es|ing)|thought|felt|believed"
    r"|(?:dismiss|brand|class|characteris|mark|logg|regard|view|treat|categoris|grad)ed(?= (?:[\w'-]+ ){1,6}as\b)"
    r"|let (?:\w+ ){1,3}know|labelled|sent|left (?:a|the) (?:note|message)|gave|set out|sets out"
)
_VERB = re.compile(rf"(?<![\w-])(?:{_SPEECH})\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)(?: (?:also|then|later|once|not|\w+ly))* $", re.IGNORECASE
)
_REDUCED = re.compile(r" (?:to )?as\b", re.IGNORECASE)
_BY_WHOM = re.compile(
    r"\bby (?!saying|telling|way\b|then\b|now\b|which\b)(?:the |an? |his |her |their )?\w+", re.IGNORECASE
)
_BEFORE_VERB = re.compile(r"([\w'’-]+)(?: (?:also|then|later|has|had|have|did|once|again|\w+ly|not))* $")
_PERSON = re.compile(
    r"\b(?:i|we|he|she|they|who|victim|suspect|perpetrator|offender|mother|father|mum|dad|parents?|sister|brother|son|daughter|aunt|uncle|cousin"
    r"|grandmother|grandfather|friends?|neighbours?|family|partner|husband|wife|boyfriend|girlfriend|ex-partner|caller|witness(?:es)?|officers?"
    r"|police|sergeant|inspector|constable|detective|call[ -]?handler|call-taker|operator|supervisor|worker|doctor|nurse|teacher|gp|idva|author"
    r"|colleagues?|manager|wom[ae]n|m[ae]n|child|girl|boy|staff)\b",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"\b(?:the|an?|his|her|their|our|my|another|both|each|two|three|one of the) [\w'-]+", re.IGNORECASE
)
_CAPITAL = re.compile(r"\b[A-Z][\w'-]*")
_RECORD_NOUN = (
    r"(?:logs?|log ?book|records?|reports?|statements?|notes?|notebooks?|entr(?:y|ies)|e-?mails?|letters?|messages?|transcripts?|forms?|assessments?"
    r"|recordings?|minutes (?:of|say|show|record|note)|(?:meeting|conference|panel|board|group|discussion|review|strategy|hearing)(?:s|'s|s')? minutes|referrals?|dash|systems?|databases?|interviews?|chronolog(?:y|ies)|diar(?:y|ies)|texts?|voicemails?|markers?"
    r"|summar(?:y|ies)|cad|polic(?:y|ies)|strateg(?:y|ies)|procedures?|guidance|code of practice|footage|video|posts?|documents?|files?|questionnaires?"
    r"|certificates?|judgments?|sentencing remarks|survey|audit)"
)
_RECORD = re.compile(rf"\b{_RECORD_NOUN}\b", re.IGNORECASE)
_IN_RECORD = re.compile(
    rf"\b(?:in|on|from|within|under|of|per|see|to)(?: [\w'/-]+){{0,5}}? {_RECORD_NOUN}\b", re.IGNORECASE
)
_RECORD_STARTS = re.compile(
    rf"^[\"'(]*(?:the|an?|his|her|their|this|that|one|another|in|on|from|according to|as|per|[\w-]+'s?|[A-Z][\w-]*)(?: [\w'/-]+){{0,5}}? {_RECORD_NOUN}\b",
    re.IGNORECASE,
)
_RECORD_READS = re.compile(
    rf"\b{_RECORD_NOUN}(?: [\w'/-]+){{0,6}}? (?:reads?|said|says|stat(?:es?|ed)|record(?:s|ed)|not(?:es|ed)|shows?|showed|describ(?:es|ed)|contain(?:s|ed)"
    r"|includ(?:es|ed)|gives?|gave|begins?|ends?|adds?|added|refers?|lists?|sets? out|has|speaks?|uses?|used)\b",
    re.IGNORECASE,
)
_RECORD_ID = re.compile(r"[\[(](?:see )?[PTSIEFLRA]\d+|\blog(?: (?:no\.?|number))? ?\d+|\bcad ?\d+", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\baccording to (?:the |an? |his |her |their )?\w+|\bin (?:[\w'-]+ ){1,4}(?:own )?words\b|\bwords of\b|\bas (?:[\w'-]+ ){1,3}put it\b",
    re.IGNORECASE,
)
_SAYING_NOUN = re.compile(
    r"(?:\b(?:his|her|their|my|our)|\w'|\w's) (?:[\w-]+ ){0,2}(?:words?|account|reply|replies|comments?|remarks?|description|view|phrase|answers?|response"
    r"|evidence|voice|question|complaint|message|note|warning|threats?)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[\"'(\[]*((?:[\w'’./-]+ ?){1,6}): *$")
_TAIL = re.compile(r"^[.,]? *(?:-+|\() *([^_]{2,80})")


_VAGUE = re.compile(
    r"\bit (?:is|was|has been|had been|would be)(?: \w+ly| often| also| then)? (?:said|thought|felt|believed|reported|rumoured|alleged|suggested|claimed"
    r"|understood|put about|known|told|heard|assumed|perceived|noted)\b"
    r"|\bthere (?:is|was|were|had been|has been)(?: \w+)? (?:talk|feelings?|rumours?|views?|beliefs?|sense|opinion|suggestions?|murmurs?|gossip|mutterings?)\b"
    r"|\b(?:many|some|several|most|people|everyone|everybody|others|locals|somebody|someone|a few)(?: \w+){0,3}? (?:sa(?:id|y|ying)|thought|felt|believed|told"
    r"|claimed|(?:were|was) of the (?:opinion|view)|remarked|commented)\b"
    r"|\b(?:rumour (?:has|had) it|word (?:is|was)|the (?:feeling|talk|rumour|word|view|gossip|saying) (?:is|was|went|goes|on|in|among|at)\b)",
    re.IGNORECASE,
)


def speaks_vaguely(ahead: str) -> bool:
    """Whether the words ahead of a quotation leave open whose words it gives, as `it was said` and `there was talk` do.

    The sentence ahead then cannot answer for it.
    """
    return _VAGUE.search(ahead) is not None


def names_a_source(ahead: str, behind: str) -> bool:
    """Whether the sentence around a quotation attributes it: `ahead` is what stands before it, `behind` what follows."""
    whole = f'{ahead} " {behind}'
    if any(sign.search(whole) for sign in (_IN_RECORD, _RECORD_READS, _RECORD_ID, _ACCORDING)):
        return True
    if _RECORD_STARTS.search(ahead) or _SAYING_NOUN.search(ahead):
        return True
    label = _LABEL.match(ahead)
    if label and _is_somebody(label[1]):
        return True
    tail = _TAIL.match(behind)
    if tail and _is_somebody(tail[1]):
        return True
    return _somebody_speaks(ahead) or _somebody_speaks(behind, behind=True)


def introduces(sentence: str) -> bool:
    """Whether the sentence ahead of a quotation attributes it."""
    if _ACCORDING.search(sentence) or _RECORD_ID.search(sentence) or _SAYING_NOUN.search(sentence):
        return True
    if _RECORD_STARTS.search(sentence) or _RECORD_READS.search(sentence):
        return True
    return _somebody_speaks(sentence)


def is_record(text: str) -> bool:
    """Whether a text names a record."""
    return bool(_RECORD.search(text) or _RECORD_ID.search(text))


def is_source(text: str) -> bool:
    """Whether a heading, a cell or a last line by itself names a person or a record."""
    return is_record(text) or _is_somebody(text)


def _is_somebody(text: str) -> bool:
    if _PERSON.search(text) or is_record(text):
        return True
    return any(word.lower().removesuffix("'s") not in lexicon.SENTENCE_STARTS for word in _CAPITAL.findall(text))


def _somebody_speaks(text: str, *, behind: bool = False) -> bool:
    """Whether somebody who is named, or a pronoun, says, writes or records something in `text`.

    `behind` a quotation the speaker may follow the verb: `… said her mother`.
    """
    for verb in _VERB.finditer(text):
        ahead, rest = text[: verb.start()], text[verb.end() :]
        if _is_passive(verb.group(), ahead, rest):
            if _BY_WHOM.search(rest):
                return True
            continue
        nearest = _BEFORE_VERB.search(ahead)
        if nearest and nearest[1].lower() in lexicon.VAGUE:
            continue
        if _has_speaker(ahead) or (behind and not ahead.strip(" ,.-") and _has_speaker(rest[:40])):
            return True
    return False


def _is_passive(verb: str, ahead: str, rest: str) -> bool:
    if verb.lower().endswith("ing"):
        return False
    return bool(_PASSIVE.search(ahead) or _REDUCED.match(rest))


def _has_speaker(text: str) -> bool:
    if _PERSON.search(text) or _NOUN_PHRASE.search(text):
        return True
    return any(word.lower() not in lexicon.SENTENCE_STARTS for word in _CAPITAL.findall(text))
