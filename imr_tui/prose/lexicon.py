"""Sets of words that the engines go by to tell who a sentence speaks of: lower case, function words and the field's own nouns."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


VICTIM = words("victim victims survivor survivors complainant complainants deceased")
SUSPECT = words(
    """suspect suspects perpetrator perpetrators offender offenders accused defendant defendants abuser abusers attacker
    assailant"""
)
PERSON = words(
    """woman women man men girl girls boy boys child children person people adult adults male males female females teenager
    teenagers baby mother mum mam father dad parent parents stepfather stepmother stepson stepdaughter son sons daughter
    daughters brother brothers sister sisters sibling siblings uncle aunt cousin cousins grandmother grandfather
    grandparents niece nephew family families relative relatives partner partners ex-partner expartner husband wife spouse
    boyfriend girlfriend fiance fiancee lover friend friends neighbour neighbours carer carers witness witnesses resident
    residents tenant tenants lodger householder householders occupant occupants occupier occupiers patient patients client clients couple twins pupil student caller callers informant"""
)
CHILD = words(
    """child children girl girls boy boys pupil pupils teenager teenagers youngster youngsters schoolgirl schoolboy baby toddler
    infant minor youth son daughter sons daughters"""
)
# The force, its officers and staff, other agencies and professionals, and the things they do and write.
FORCE = words(
    """police force forces constabulary officer officers constable constables sergeant sergeants inspector inspectors
    superintendent detective detectives commander commissioner pcso pcsos pc pcs dc dcs ds di dci supervisor supervisors
    manager managers staff team teams unit units department departments directorate command room handler handlers
    call-taker call-takers operator operators dispatcher dispatchers custody investigator investigators investigation
    reviewer review panel author agency agencies service services organisation organisations partnership board council
    authority authorities school schools college hospital hospitals surgery practice gp gps doctor doctors nurse nurses
    paramedic paramedics ambulance crew crews worker workers practitioner practitioners professional professionals
    clinician clinicians psychiatrist psychologist therapist midwife teacher teachers coordinator adviser advisers advisor
    idva isva marac mash cps prosecutor prosecutors prosecution court courts magistrate magistrates judge jury solicitor
    solicitors coroner probation prison housing landlord association provider providers charity government ministry office
    trust nhs care policy procedure system systems decision response process assessment referral report record records log
    conference meeting plan librarian bailiff firefighter"""
)
NOMINATIVE = words("he she they")
AUTHOR = words("i we")
# What is said of these is said of the one whose they are.
MANNER = words(
    """behaviour conduct manner attitude demeanour presentation tone mood moods actions lifestyle drinking language account
    accounts story version testimony recollection answers parenting mothering motives"""
)
# Verbs of judging, whose object is the one of whom something is said; and what may stand between the two.
JUDGING = words(
    "found thought considered deemed described saw viewed regarded believed judged labelled called felt perceived reported seen"
)
BEFORE_JUDGEMENT = words("as to be being very too a an so quite rather somewhat")
# What may stand between a subject and what is said of it. A conjunction there goes on with the same subject.
PASSED_OVER = words(
    """had has have having was were is are be been being would could should did does do may might must will can not never
    also then again still often always once twice initially later subsequently already simply just even only ever
    repeatedly to either both all each too soon now and but or hadn't hasn't haven't wasn't weren't isn't aren't didn't
    doesn't don't couldn't wouldn't"""
)
ARTICLES = words("the a an this that his her their")
DETERMINERS = words(
    """the a an this these those his her their our its my one two three four both some any no each every another
    other said young old older younger elderly adult alleged known named first second former"""
)
# Adjectives and nouns that stand ahead of a head noun of these sets and belong to it.
PREPOSITIONS = words(
    """to with of by for from about at on in into onto towards toward against between regarding concerning over under via
    like near behind without within upon among around through as"""
)
# Verbs, not ending in -ed or -ing, whose object may stand directly ahead of a phrase.
TAKES_OBJECT = words(
    """told met saw asked gave took found sent left spoke heard made kept put held let brought knew rang see sees tell
    tells ask asks meet give gives help helps visit support contact inform advise arrest protect engage leave"""
)
# Verbs ending in -ed or -ing that take no object, so that a noun behind them begins the next clause.
INTRANSITIVE = words(
    "arrived arriving happened occurred began ended died appeared returned departed emerged failed attended"
)
# Verbs of saying and conjunctions, behind which a new subject stands.
OPENS_CLAUSE = words(
    """said stated noted recorded reported alleged claimed believed considered felt thought suggested suggests confirmed
    explained added concluded decided accepted agreed indicated understood assumed hoped feared when if because while as
    although though whether after before since until where so unless once than and but or that which"""
)
# Nouns that end as verbs do; and what stands ahead of `meeting` where it is one.
NOUNS_IN_ING = words("morning evening hearing briefing wedding training")
KINDS_OF_MEETING = words(
    """the a this that strategy protection planning professionals conference first second third last team family group
    safeguarding"""
)
# Verbs of seeing and judging: behind them a pronoun speaks of somebody else than their subject.
JUDGES = words(
    """thought felt noted wrote believed considered described saw found assessed recorded reported decided assumed concluded judged
    understood heard told rang asked observed perceived regarded viewed suspected feared worried met visited"""
)
# Words for one officer or professional, whom "he" and "she" may mean.
ONE_OFFICER = words(
    """officer constable sergeant inspector superintendent detective commander pcso pc dc ds di dci supervisor manager handler
    call-taker operator dispatcher investigator reviewer author worker nurse doctor paramedic teacher practitioner clinician
    psychiatrist judge solicitor coroner coordinator adviser advisor idva isva gp midwife therapist psychologist librarian"""
)
NO_NAME = (
    words("known also called aka née nee formerly and the of not none mr mrs ms miss dr") | VICTIM | SUSPECT | PERSON
)
CALENDAR = words(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter ramadan eid diwali halloween"""
)
# Words that begin a sentence with a capital and name nobody.
SENTENCE_STARTS = CALENDAR | words(
    """it there this that these those in on at the a an when while after before as if since for from by with what how why
    where which one some someone somebody people others sources officially reportedly apparently once then later also and
    but or so because although though another no not"""
)
# Subjects that leave open who said a thing.
VAGUE = words("it someone somebody people others some anyone one nobody there unknown everyone sources being been")
# Small words that a title or a full name leaves in lower case, or leaves out of its initials.
SMALL = words("a an and the of for in to on with or by at from as is not no who its & into")
# Short forms that a full stop belongs to, so that it ends no sentence.
SHORT_FORMS = words(
    """mr mrs ms mx dr prof rev st sgt insp supt det no nos p pp para paras s ss vol ch cf e.g i.e eg ie vs v approx tel ext
    refs jan feb mar apr jun jul aug sep sept oct nov dec hon jr sr fig"""
)
