"""The words of which synthetic reviews are made, enough of them that hardly a sentence comes twice.

Every person and force is invented, and the sentences mean nothing: they have the length and the shape of a review's.
"""

FORCES = ("Wexcombe Constabulary", "Lanreath Police", "Holmfirth Vale Police", "Marrowdale Police")
RANKS = ("PC", "DC", "Sergeant", "DS", "Inspector", "DI", "Chief Inspector", "Superintendent")
SURNAMES = (
    *("Abbotsleigh", "Birchall", "Coverdale", "Dunmore", "Elsworth", "Fenwick", "Greenhalgh", "Hathersage"),
    *("Ingleby", "Jolliffe", "Kettlewell", "Lavington", "Malpas", "Norcott", "Otterburn", "Penhallow"),
    *("Rudyard", "Saltmarsh", "Thornley", "Ullathorne", "Varley", "Winterbourne", "Yelland", "Aldous"),
)
FORENAMES = (
    "Ruth",
    "Martin",
    "Shirin",
    "Owen",
    "Leila",
    "Callum",
    "Dorothy",
    "Femi",
    "Grace",
    "Pavel",
    "Una",
    "Haroon",
)
THEMES = (
    *("First report", "Assessing risk", "The arrest", "Bail and contact", "Referral to health", "A visit at home"),
    *("Sharing what was known", "Supervision", "The second call", "Records and markers", "Children in the house"),
    *("Housing and safety", "Working with health", "Custody", "Training", "Equipment", "Leave and cover", "Follow-up"),
)
NOUNS = (
    *("account", "address", "advice", "agency", "alarm", "answer", "appointment", "arrest", "assessment", "bail"),
    *("briefing", "call", "camera", "carer", "check", "clinic", "complaint", "conversation", "court", "decision"),
    *("delay", "desk", "entry", "file", "flat", "form", "friend", "handover", "hospital", "hostel", "interview"),
    *("journey", "key", "landlord", "letter", "log", "marker", "meeting", "message", "neighbour", "note", "officer"),
    *("order", "pattern", "phone", "plan", "policy", "record", "referral", "refuge", "report", "request", "response"),
    *("rota", "school", "search", "shift", "sister", "statement", "station", "street", "supervisor", "team", "train"),
    *("visit", "ward", "warning", "window", "worker"),
)
QUALITIES = (
    *("agreed", "brief", "busy", "calm", "careful", "clear", "close", "complete", "daily", "distant", "earlier"),
    *("empty", "final", "first", "formal", "former", "general", "hurried", "initial", "joint", "kind", "known", "late"),
    *("lengthy", "local", "longer", "main", "missing", "narrow", "new", "next", "official", "older", "open", "outside"),
    *("plain", "previous", "private", "public", "quiet", "recent", "repeated", "second", "shared", "short", "sound"),
    *("third", "urgent", "usual", "weekly", "written"),
)
DEEDS = (
    *("answered", "brought", "changed", "checked", "closed", "confirmed", "copied", "covered", "delayed", "described"),
    *(
        "ended",
        "explained",
        "followed",
        "found",
        "guided",
        "held",
        "helped",
        "kept",
        "left",
        "matched",
        "met",
        "missed",
    ),
    *("moved", "named", "noted", "offered", "opened", "passed", "preceded", "prompted", "questioned", "raised"),
    *("reached", "read", "replaced", "saw", "settled", "shaped", "showed", "slowed", "started", "stopped", "supported"),
    *("used", "valued", "visited"),
)
ABOUTS = (
    *("about", "after", "against", "at", "before", "behind", "beside", "during", "for", "from", "near", "since"),
    *("through", "under", "with", "within", "without"),
)
LINKS = ("although", "and", "as", "because", "but", "since", "so that", "though", "until", "when", "where", "while")
SENTENCES = (
    "{thing} {deed} {thing2} {about} {thing3}, {link} {thing4} {deed2} {person}.",
    "{person} {deed} {thing} and {deed2} {thing2} {about} {thing3}.",
    "On {day} {person} {deed} {thing} {about} {thing2} [{reference}].",
    "At {clock} {thing} {deed} {thing2}; {person} {deed2} {thing3} {about} {thing4}.",
    "{thing} {deed} {thing2}, **as {person} {deed2} it**, {link} {thing3} {deed3} {thing4}.",
    "{person} said that *{thing} {deed} {thing2}*, {link} {thing3} {deed2} {thing4} {about} {thing5}.",
    "Neither {thing} nor {thing2} {deed} {person} {about} {thing3}.",
    "{thing} {about} {thing2} {deed} {thing3} of {force}.",
    "{link} {thing} {deed} {thing2}, {person} {deed2} {thing3}, {thing4} and {thing5}.",
    "{person} and {person2} {deed} {thing} {about} {thing2} (page {number}), {link} {thing3} {deed2} {thing4}.",
    "{number} times {thing} {deed} {thing2}: {thing3} {about} {thing4}, and {thing5} {deed2}.",
)
BRIEF = "{person} {deed} {thing} {about} {thing2}."
FLAWED = (
    "The MARAC was told of it prior to {day}.",
    "In the event that {thing} {deed} {thing2}, the IDVA would attend the location.",
    "{person} made the decision to exit the vehicle and conveyed it via {thing}.",
    "It was agreed that going forward the VPN would be utilised by {thing}.",
    "{thing} was actioned by the TDU with regard to {thing2}.",
)
REPEATED = (
    "The review saw the log of that evening, spoke to both officers who attended, and compared their accounts with the policy.",
    "Copies of the two letters were sent to the family with an offer to meet, and nobody has yet answered either of them.",
)
