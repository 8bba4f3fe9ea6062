"""The most common English words: what word boost never takes for a misheard name."""

import re

COMMON_WORDS = frozenset(
    """
    a able about above accept across act add after again against age ago agree air all almost
    alone along already also although always am among amount an and anger angry animal another
    answer any anybody anyone anything appear area arm around arrive art as ask at aunt away
    baby back bad bag ball band bank bar base basic be bear beat beautiful became because become
    bed been before began begin behind being believe bell below beside best better between big
    bill bird bit black blood blow blue board boat body book both bottom bought bound box boy
    branch bread break bring broad brother brought brown build built burn bus business but buy by
    call came camp can cannot capital captain car card care carry case cat catch caught cause
    cell cent center centre century certain chair chance change character charge chart check
    child children choose church circle city claim class clean clear climb clock close clothe
    cloud coast coat cold collect colony color colour column come comfort common company compare
    complete condition connect consider contain continue control cook cool copy corn corner
    correct cost could count country couple course cover create crop cross crowd cry current
    customer cut dad dance danger dark data date daughter day dead deal dear death decide deep
    degree department depend describe desert design determine develop dictionary did die differ
    different difficult dinner direct discuss distant divide do doctor does dog dollar done door
    double doubt down draw dream dress drink drive drop dry due during each ear early earth ease
    east easy eat edge effect egg eight either electric else end enemy energy engine enough enter
    equal equate especially even evening event ever every everybody everyone everything evidence
    exact example except excite exercise expect experience experiment explain express eye face
    fact fair fall family famous far farm fast fat father favor favour fear feed feel feet fell
    felt few field fig fight figure file fill final find fine finger finish fire first fish fit
    five flat floor flow flower fly folk follow food foot for force foreign forest form forward
    found four free fresh friend from front fruit full fun funny future game garden gas gather
    gave general gentle get girl give glad glass go goes gold gone good got govern government
    grand grass gray great green grew ground group grow guess guide gun guy had hair half hand
    happen happy hard has hat have he head health hear heard heart heat heavy held hello help her
    here herself high hill him himself his history hit hold hole home hope horse hospital hot
    hour house how however huge human hundred hunt hurry husband ice idea if imagine important in
    inch include indicate industry information insect inside instant instead instrument interest
    into invent iron is island issue it item its itself job join joy jump just keep kept key kid
    kill kind king kitchen knew know knowledge known lady lake land language large last late
    laugh law lay lead learn least leave led left leg length less let letter level lie life lift
    light like line list listen little live local locate log lone long look lose lost lot loud
    love low machine made magnet mail main major make man manage many map mark market marry mass
    master match material matter may maybe me mean meant measure meat meet meeting melody member
    men metal method middle might mile milk million mind mine minute miss mister mix model modern
    molecule moment money month moon more morning most mother motion mount mountain mouth move mr
    mrs much multiply music must my myself name nation natural nature near necessary neck need
    neighbor neighbour never new news next nice night nine no nobody noise none noon nor north
    nose not note nothing notice noun now number numeral object observe occur ocean of off offer
    office often oh oil ok okay old on once one only open operate opinion opposite or order
    organ original other our out outside over own oxygen page paid pain paint pair paper
    paragraph parent park part particular party pass past path pattern pay peace people perhaps
    period person phone phrase pick picture piece pitch place plain plan plane planet plant play
    please plural poem point poor populate port pose position possible post pound power practice
    prepare present president press pretty price print private probable problem process produce
    product program project proper property protect prove provide public pull push put quart
    question quick quiet quite race radio rail rain raise ran range rather reach read ready real
    reason receive record red region remember repeat reply report represent require rest result
    rich ride right ring rise river road rock roll room root rope rose round row rub rule run
    safe said sail salt same sand sat save saw say scale school science score sea search season
    seat second section see seed seem seen segment select self sell send sense sent sentence
    separate serve service set settle seven several shall shape share sharp she sheet shell shine
    ship shirt shoe shop shore short should shoulder shout show side sight sign silent silver
    similar simple since sing single sir sister sit six size skill skin sky sleep slip slow small
    smell smile snow so social soft soil soldier solution solve some somebody someone something
    sometimes son song soon sorry sort sound south space speak special speech speed spell spend
    spoke spot spread spring square staff stand star start state station stay stead steam steel
    step stick still stone stood stop store story straight strange stream street stretch string
    strong student study subject substance subtract success such sudden suffix sugar suggest suit
    summer sun supply support sure surface surprise swim syllable symbol system table tail take
    talk tall task taste taught teach teacher team teeth tell ten term test than thank thanks
    that the their them themselves then there therefore these they thick thin thing think third
    this those though thought thousand three through throw thus tie time tiny tire to today
    together told tomorrow tone tonight too took tool top total touch toward town track trade
    train travel tree triangle trip trouble truck true try tube turn twelve twenty two type uncle
    under understand unit until up upon us use usual valley value vary verb very view village
    visit voice vowel wait walk wall want war warm was wash watch water wave way we wear weather
    week weight welcome well went were west what wheel when where whether which while white who
    whole whose why wide wife wild will win wind window wing winter wire wish with within without
    woman women wonder wood word work world worry would write written wrong wrote yard yeah year
    yellow yes yesterday yet you young your yourself
    """.split()  # noqa: SIM905 - a list of words reads better as text
)


def is_common(word: str) -> bool:
    """Whether a word, or what it is an everyday form of, is common."""
    if word in COMMON_WORDS or any(character.isdigit() for character in word):
        return True
    stem = re.sub(r"('s|'re|'ve|'ll|'d|n't|'m|s|es|ed|d|ing|er|ly|est)$", "", word)
    return stem in COMMON_WORDS or f"{stem}e" in COMMON_WORDS or stem[:-1] in COMMON_WORDS
