"""Sets of words by which names are told from other words in capitals."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev revd reverend father canon imam rabbi judge justice
    nurse"""
)
RANKS = _words(
    """pc dc ps ds di dci dcs dsu dsupt pcso csi sgt sergeant insp inspector supt superintendent constable detective chief
    acting temporary assistant deputy commander commissioner woman wpc acc dcc cc ci det officer"""
)
MONTHS = _words(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec"""
)
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
# Names that are ordinary words too: alone and in small letters they are left, and alone they are asked about.
ALSO_WORDS = _words(
    """april art august autumn bill bob brook chance christian chuck clay cliff cruz dale dawn daisy dean drew earnest eve
    faith fern frank gay gene ginger glen grace grant guy hazel heath heather hope hunter iris ivy jack jade jasmine joy june
    lance lily major mark max may melody miles nick olive pat pearl penny peter poppy ray rich rob robin rose rowan ruby
    rusty sandy sky sonny sue summer sunny trinity victor violet ward wade will willow woody young lane hill moss marsh
    field fields wood woods green brown black white grey gray king knight bishop page price cook baker carter mason
    potter shepherd turner walker ward west north east day may best bell bond small short long rich sharp swift stone
    waters rivers brooks banks love little noble power reed rice ross snow street wise bird fox wolf lamb swan crane"""
)
# Words that stand in capitals at the head of a sentence or in titles and are no names.
STARTERS = _words(
    """a about above according account across act action actions added adult adults after afterwards again against age agencies
    agency all allegation allegations almost along also although always among an analysis and annual another any anybody
    anyone appendix are area around arrest as ask asked assessment assessments at author authority away back bail basis be
    because been before being below beneath beside between beyond board body both building but by call called calls can
    care case cases change changes characteristics checks chief child children chronology closed closing code college
    command commission commissioned committed communication community concern concerns conclusion conclusions conditions
    conference consistent contact contacts control council county court crew crime crown custody data date dates
    decision decisions deaf department despite details detective did director disability district do document does
    domestic done down draft during duty each early either emergency end ensure enquiries enquiry equality escalation even evening
    event events ever every everybody everyone evidence except executive family few final finding findings first five
    following for force form four framework free freedom from front full further general given good government great
    guidance had half has have having he head health hearing help her here high him his home homicide hospital house housing how
    however human i if important in incident incidents indeed independence independent individual information inside
    instead interim interview interviews into introduction investigation is it its job joint just key know knowledge language
    last late later law lead leads learning least legal less letter level life like limited line little live local log
    london long look looking made main majority make management manager many marked matters me measure measures meeting
    members mental message met methodology midday minute minutes missed missing month months more morning most mother much
    multi-agency my national need neighbour neighbourhood neither never new next night nine no nobody none non nor not note
    noted notes nothing notice now number of off office officer officers often on once one only open operation operations
    opportunity or order orders other others our out outcome outside over overview own page panel paper parallel parents
    part partner partnership past path people per perhaps period person persons place plan plans point police policies
    policy possible practice pressure previous principle probation problems procedure procedures proceedings process
    professional programme protection protective provide public publication put quality question questions race rather
    reaching read reason recommendation recommendations record records reference referral referrals regional regular
    report reports request research response restrictions result review reviewer reviews right risk role safe safeguarding safety
    said same school scope search second secretary section see seen senior separately serious service services seven
    several sex share she short should significant similarly since six so social some somebody someone something
    sometimes soon source sources specialist staff standard statement statements statutory step still strategic
    strategy subject such summary supervision supervisor support suspect system systems table team ten term terms test text
    than that the their them themes then there therefore these they things third this those though three through throughout
    thus time timescale to today together too top towards training trust twelve twice two type under unit unless until
    up upon use used van version very victim video violence visit vulnerability vulnerable was we week weekly weeks
    welfare well were what when where whether which while who whoever whom whose why wider will with within without
    witness women add hub policing procurement prosecution technology registrar deployment honour-based body-worn
    submission restriction please footage install destroyed retired completed automatic deputy grading dissemination
    learning equality law laws act acts authorised codes national standards stalking harassment coercive controlling behaviour
    abuse honour marriage forced genital female male transgender lgbtq drug drugs alcohol mental capacity ambulance fire
    rescue transport border revenue customs immigration education employment pensions work benefits universal credit
    internet facebook whatsapp instagram snapchat tiktok telegram messenger google apple microsoft word excel email
    parliament minister ministers secretary commissioner magistrates inquest coroner coroners regulation regulations
    parish ward district honour response word women word words work worker working would year years yes yesterday yet you young your"""
)
PEOPLES = _words(
    """british english scottish welsh irish european african caribbean asian american black white christian muslim jewish
    hindu sikh buddhist catholic roman polish romanian pakistani indian bangladeshi chinese nigerian somali arab gypsy
    traveller french german spanish portuguese italian dutch dominican jamaican ukrainian russian turkish kurdish iranian
    afghan albanian lithuanian latvian england scotland wales britain ireland kingdom united uk european union"""
)
STREETS = _words(
    """street road avenue lane close drive court crescent place square terrace gardens grove way walk row mews hill rise
    park view green house lodge flats mansions estate yard wharf quay parade villas buildings cottages tower towers"""
)
PLACES = _words(
    "town city village district county borough hospital station school college university church mosque temple park"
)
BODIES = _words(
    """police constabulary council councils services service trust partnership board court courts college school academy
    university hospital hospice surgery practice clinic association charity church office department directorate panel
    team hub unit group service foundation centre center network society company limited ltd plc nhs ministry authority
    commission agency prison probation home homes"""
)
AHEAD_OF_PLACE = _words("in at to from near of through around outside into across toward towards via")

NICKNAMES: tuple[frozenset[str], ...] = tuple(
    _words(line)
    for line in (
        "alexander alexandra alex al sandy lex xander",
        "andrew andy drew",
        "anthony antony tony",
        "barbara barb babs",
        "benjamin ben benny",
        "catherine katherine kathryn cathy kathy kate katie kat kitty",
        "charles charlotte charlie chaz chas lottie",
        "christopher christine christina chris kris topher tina chrissie",
        "daniel daniela dan danny dani",
        "david dave davy dai",
        "deborah debbie debs",
        "donald don donnie",
        "edward edmund ed eddie ted ned teddy",
        "elizabeth elisabeth liz lizzie beth betty eliza lisa libby",
        "emily emma em emmy",
        "francis frances frank fran frankie",
        "frederick fred freddie",
        "gareth gary gaz gareth gary garth",
        "george georgina georgie",
        "gerald gerard gerry jerry",
        "gregory greg",
        "harold henry harry hal",
        "isabel isabella isobel izzy bella belle",
        "jacob jake",
        "jacqueline jackie jacqui",
        "james jim jimmy jamie jem",
        "janet jan",
        "jennifer jenny jen jenna",
        "jessica jess jessie",
        "john jonathan jon johnny jack",
        "joseph josephine joe joey jo josie",
        "joshua josh",
        "kenneth ken kenny",
        "lawrence laurence larry laurie loz",
        "leonard leo len lenny",
        "margaret maggie meg peggy marge",
        "mark marcus marco",
        "martin marty",
        "mary maria marie molly polly",
        "matthew matt matty",
        "michael mick mike mickey micky",
        "mohammed muhammad mohamed mohammad mo",
        "nathan nathaniel nate nat",
        "nicholas nick nicky",
        "nicola nicole nicky nikki",
        "oliver olivia ollie olly liv",
        "pamela pam",
        "patricia patrick pat paddy trish tricia patsy",
        "peter pete",
        "philip phillip philippa phil pip",
        "rebecca becky becca becs",
        "richard rich rick ricky dick richie",
        "robert rob bob bobby robbie bert",
        "ronald ron ronnie",
        "samuel samantha sam sammy",
        "sarah sara sally",
        "simon simone si",
        "stephen steven stephanie steve stevie steph",
        "susan suzanne susanna sue suzie",
        "thomas tom tommy",
        "timothy tim",
        "theresa teresa terry tess",
        "victoria vicky tori vic",
        "vincent vince",
        "william will bill billy liam",
        "zachary zac zak",
    )
)
