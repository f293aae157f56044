"""Names of people as news writes them: finding them, shortening them, telling he from she."""

from __future__ import annotations

import re

PARTICLE = r"(?:al|bin|bint|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von|y)"
SPACE = r"[^\S\n]"
"""Within a name: a new line begins another text, "Norah Jones\nThe Memphis singer"."""
INITIALS = rf"[A-Z]\.(?:{SPACE}?[A-Z]\.){{0,3}}"
WORD = r"[A-ZÀ-ÖØ-ÞŠŽČŁ](?:['’][A-Z])?[\w’'-]{0,40}[\w]"
"""Of a bounded length, as everything here that repeats: hostile text would take quadratic time."""
_ABBREVIATED = (
    "Ald|Amb|Capt|Cmdr|Col|Cpl|Del|Dep|Det|Dr|Fr|Gen|Gov|Hon|Insp|Lt|Maj|Mr|Mrs|Ms|Msgr|Prof|Pvt|Rep"
    "|Rev|Sen|Sgt|Supt"
)
_TITLED = rf"(?:{_ABBREVIATED})\."
_BETWEEN = rf"(?:{INITIALS}{SPACE}*|{PARTICLE}{SPACE}+|{_TITLED}{SPACE}+){{0,4}}"
NAME = rf"(?:{INITIALS}{SPACE}?)?(?:{_TITLED}|{WORD})(?:{SPACE}+{_BETWEEN}{WORD}){{0,7}}"
"""One to eight capitalised words, with initials and particles between them: an office may be in
front, "Ballad Health Chief Administrative Officer Eric Deaton"."""

_NAME = re.compile(rf"(?<![\w’'-]){NAME}")

TITLES = frozenset(
    """
    president vice senator sen rep representative gov governor mr mrs ms miss dr prof professor sir
    dame lord lady king queen prince princess pope cardinal bishop reverend rev secretary minister
    prime premier chancellor judge justice chief attorney general gen mayor chairman chairwoman
    chair director spokesman spokeswoman spokesperson republican democrat democratic gop former
    captain capt lieutenant lt colonel col sergeant sgt major officer detective sheriff coach
    congressman congresswoman ambassador first state foreign police superintendent councilman
    councilwoman alderman cmdr commander adm admiral house speaker majority minority leader deputy
    assistant commissioner treasurer gm
    """.split()
)
"""Words before a name that are no part of it, in lower case without full stops."""
_TITLES_WITH_STOP = frozenset(f"{title.lower()}." for title in _ABBREVIATED.split("|"))
_STATES = frozenset(
    f"{state}."
    for state in "U.S U.K U.N E.U D.C L.A N.Y N.J N.H N.M N.C N.D S.C S.D R.I P.R".split()
)
"""Initials of no person, before an office or a body: "U.S. President"."""

ROLE = (
    r"(?:man|woman|boy|girl|actor|actress|singer|rapper|player|minister|president|mayor|envoy"
    r"|ambassador|senator|governor|chief|director|judge|justice|officer|official|suspect|victim"
    r"|author|writer|doctor|driver|pilot|pope|king|queen|prince|princess|coach|leader|chancellor"
    r"|premier|person|teacher|student|founder|owner|lawmaker|professor|researcher|secretary"
    r"|commissioner|spokes\w+|strategist|billionaire|businessman|businesswoman|candidate|nominee"
    r"|frontrunner|front-runner|mogul|democrat|republican|congressman|congresswoman|lawyer|attorney"
    r"|adviser|advisor|aide|manager|chairman|chairwoman|host|anchor|star|diplomat|general|economist"
    r"|analyst|scientist|veteran|father|mother|son|daughter|wife|husband|brother|sister|widow"
    r"|politician|tycoon|physician|pastor|priest|bishop|cardinal|prosecutor|sheriff|comedian)"
)
"""What a person is called by in the place of a name: a role, an office, a relation."""

_TITLE_WORD = re.compile(
    r"\b(?:President|Sen|Rep|Gov|Leader|Chairman|Chairwoman|Secretary|Speaker|Whip|Minister|Alderman"
    r"|Justice|Judge|Mayor|Director|Spokesman|Spokeswoman|Candidate|Governor|Senator|Ambassador"
    r"|Commissioner|Superintendent|Officer|Chief|General|CEO|CFO|COO|CTO|Representative"
    r"|Congressman|Congresswoman|Chancellor|Premier|Admiral|Captain|Colonel|Sheriff|Detective|Chair"
    r"|Attorney|Administrator|Councilman|Councilwoman|Coach|GM|Pro Tem)\b\.?\s+"
)

_OWNER = re.compile(r"['’]s\s+")
"""Within a run of capitals: of "The Athletic's Andy Staples" the second half is a person."""

NOT_NAMES = frozenset(
    """
    he she they it we i you the this that these those there here and but or so yet nor in on at for
    a an if when while as after before since until though although because where who what which why
    how not no yes now then still even only both each every many most some such one two three our
    their his her its my your to from with without about during under over between among asked
    speaking according despite meanwhile however later earlier today yesterday tonight just also
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december instead rather well oh ok let will would can
    could should do does did is are was were be been has have had more less all regardless early
    recently once inside others whether sometimes often perhaps maybe never always finally
    eventually plaintiffs officials police authorities experts researchers scientists residents
    critics supporters opponents lawmakers prosecutors investigators witnesses
    """.split()
)
"""Words that have a capital only where they begin a sentence, and days, in lower case."""

_NO_PEOPLE = frozenset(
    """
    republicans democrats americans congress senate house court party university department
    committee company council agency association group bank league union center institute news
    times post street county city state states board commission administration office journal
    magazine press network radio poll survey report twitter facebook instagram youtube google
    republican democratic iowa hampshire york washington america china russia iran israel europe
    north south east west northern southern eastern western central islamic united cnn nbc abc cbs
    fox msnbc npr bbc reuters ap politico
    bureau service legislature parliament ministry airlines motors
    nato hamas hezbollah taliban kremlin pentagon
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain
    bangladesh belarus belgium bolivia bosnia brazil britain bulgaria cambodia cameroon canada chile
    colombia congo croatia cuba cyprus czechia denmark ecuador egypt england estonia ethiopia
    finland france germany ghana greece greenland guatemala haiti honduras hungary iceland india
    indonesia iraq ireland italy jamaica japan kazakhstan kenya korea kosovo kuwait laos latvia
    lebanon libya lithuania luxembourg malaysia mali malta mexico moldova mongolia montenegro
    morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman
    pakistan palestine panama paraguay peru philippines poland portugal qatar romania rwanda
    scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria
    taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam
    yemen zambia zealand zimbabwe arabia emirates moscow beijing kyiv tehran brussels
    """.split()
)
_ACRONYMS = frozenset(("EU", "UN", "UK", "US"))
"""As they are written: Kim Jong Un is a person."""
_NUMERAL = re.compile("[IVX]+")
_FAMILY_NAMES_TOO = frozenset("west washington england ireland israel france".split())
"""Places that are family names as well, behind a first name: Kanye West, Denzel Washington."""
_OF_A_PLACE = frozenset("key fort mount lake port new old wild the downtown midwest upper".split())
_PARTY = re.compile(r"[RDI]-[A-Z]")
"""Party and state, behind a lawmaker's name: "Rep. Liz Cheney, R-Wyo."."""

_PLACES = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii
    idaho illinois indiana kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas
    utah vermont virginia wisconsin wyoming chicago london paris berlin houston dallas boston
    philadelphia seattle miami atlanta denver detroit jerusalem gaza baghdad cairo damascus beirut
    ariz calif conn fla md mich minn okla tenn wis
    """.split()
) | {"los angeles", "san francisco", "san diego", "las vegas", "hong kong"}
"""No person where they are the whole name: "Montana reported", but Joe Montana is one."""
_SHE = frozenset(
    """
    abigail alexandra alexandria alice alison allison alyssa amanda amelia amy andrea angela ann
    anna anne annette april ashley audrey autumn barbara barbra beatrice becky beth betsy betty
    beverly bonnie brenda brianna bridget brittany brooke camilla carla carly carmen carol caroline
    carolyn cassidy catharine catherine cecilia celeste charlotte chelsea cheryl chloe christina
    christine cindy claire claudia colleen condoleezza connie courtney crystal cynthia daisy
    danielle darlene dawn debbie deborah delia denise diana diane donna doris dorothy edith eileen
    elaine elena elisabeth elise elizabeth ella ellen emily emma erica erika erin esther ethel
    eugenia eva evelyn faith fatima felicia fiona florence frances gabrielle gail gina ginni giorgia
    gloria grace greta gretchen gwen hannah harriet heather heidi helen hillary hope huma ida ines
    irene iris isabel isabella ivanka jackie jacqueline jamila jane janet jasmine jean jeanne jenna
    jennifer jenny jessica jill joan joanna joanne jocelyn jodi joni josephine joyce judi judith
    judy julia julie juliet juliette june kaitlyn kamala kara karen kate katharine katherine
    kathleen kathy katie katrina kayla kelly kellyanne kelsey kendra kerry kimberly kirsten kristen
    kristi kristin kristina lara laura lauren leah lena letitia lillian linda lindsay lisa liz lois
    loretta lori lorraine louise lucia lucy lydia lynn mabel madeline madison maggie mandy marcia
    margaret maria marie marilyn marina marit marjorie marlene marsha martha mary maureen maya megan
    megyn melania melissa mercedes meredith mia michelle mildred miranda miriam molly monica muriel
    nadia nancy naomi natalie natasha nicole nikki nina nora norma olga olivia paige pam pamela
    patricia paula peggy penelope penny phoebe phyllis priscilla priti rachel rebecca regina renee
    rhonda rita roberta rosa rose rosemary rosie roxanne ruby ruth sabrina sadie sally samantha
    sandra sara sarah savannah selena serena sharon sheila shelley sherry shirley silvia simone
    sonia sophia sophie stacey stacy stella stephanie sue susan susanna suzanne sylvia tamara tammy
    tanya tara teresa theresa tiffany tina tulsi ursula usha valerie vanessa vera vicki victoria
    virginia vivian wendy whitney yolanda yvette yvonne zoe
    """.split()
)
_HE = frozenset(
    """
    aaron abdul abel abraham adam adrian ahmed aidan al alan albert alec alejandro alexander alfred
    alfredo ali allan alvin amir andre andres andrew andy angus anthony antonin antonio antony
    archie armando arnold arthur arturo asa austin barack barry bart basil ben benedict benito
    benjamin bennett bernard bernie bill billy bob bobby boris brad bradley brandon brendan brent
    brett brian bruce bryan bryce byron caleb calvin carl carlos cedric cesar chad charles charlie
    chester chris christopher chuck clarence claude clay cliff clifford clint clyde cody colin
    connor corey cornel cory craig curtis cyrus dale damian damon dan daniel danny darrell darren
    darryl daryl dave david dean dennis denny denzel derek derrick devin diego dirk dominic dominick
    don donald doug douglas drew duane dustin dwayne dwight dylan earl ed eddie edgar eduardo edward
    edwin eli elias elijah elliott elmer elon emanuel emilio emmanuel enrique eric erik ernest
    ernesto ethan eugene evan felipe felix fernando floyd francis francisco frank franklin fred
    freddie frederick gabriel garrett garry gary gavin gene geoffrey george gerald gerard gilbert
    giovanni glen glenn gordon graham grant greg gregory guy hakeem harold harry hassan hector henry
    herbert herman howard hubert hugh hugo hunter hussein ian ibrahim isaac ismail ivan jack jake
    james jamie jared jarrod jason jay jean-luc jeb jeff jeffrey jeremy jerome jerry jesse jesus jim
    jimmy joaquin joe joel john johnny jon jonathan jorge jose josef joseph josh joshua juan julian
    julio julius justin kanye karl keir keith ken kendrick kenneth kevin kurt kyle lamar lance larry
    laurence lawrence lee lenny leo leon leonard leonardo leroy lester lewis lionel lloyd lorenzo
    lou louie louis lucas luis luke luther lyle malcolm manuel marc marcel marco marcus mario mark
    marshall martin marvin mason matt matteo matthew matthias maurice max maxwell melvin merrick
    michael mick miguel mike mikhail miles milton mitch mitt mohamed mohammad mohammed morris moses
    muhammad narendra nathan nathaniel ned neil nelson newt nicholas nick nicolas nigel noah noel
    norman oliver omar orlando orrin osama oscar otis otto owen pablo patrick paul pedro perry pete
    peter phil philip pierre preston quentin rafael ralph ramon rand randy raul ray raymond reggie
    reginald reince rene rex ricardo richard rick rishi rob robert roberto rod rodney rodrigo roger
    roland roman ron ronald ross roy ruben rudy rupert russ russell ryan salman salvador sam samuel
    sanjay saul scott sean sebastian sergei sergio seth shane shaun shawn sheldon sherrod sid simon
    spencer stan stanley stefan stephen steve steven stewart stuart sylvester tad taj ted theodore
    thomas tim timothy tobias toby todd tom tomas tommy tony travis trevor trey tristan troy tucker
    tyler vernon victor vince vincent virgil vivek vladimir volodymyr wade wallace wally walter
    warren wayne wendell wesley wilbur will william willie winston woody xavier xi yusuf zachary
    zack
    """.split()
)
_HE_OR_SHE = frozenset(
    """
    alex ashton blake cameron dana jaime jessie jordan kim leslie lindsey logan morgan pat riley
    robin sasha sidney taylor terry tracy
    """.split()
)
"""First names of either, or family names that stand first: Kim Jong Un."""


def names_in(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each name in a text, titles and opening words left off, in order."""
    found = []
    for match in _NAME.finditer(text):
        start, end = without_titles(text, match.start(), match.end())
        if start < end:
            found.append((start, end))
    return found


def is_person(name: str) -> bool:
    """Whether a name may be a person's: no word of it belongs to bodies, papers or places."""
    words = [word.strip(".’'") for word in name.split()]
    if name.lower() in _PLACES or _PARTY.match(name):
        return False
    if len(words) == 2 and words[1].lower() in _FAMILY_NAMES_TOO:  # noqa: PLR2004
        words = words[:1]
        if words[0].lower() in _OF_A_PLACE:
            return False
    return not any(
        word.lower() in _NO_PEOPLE or word in _ACRONYMS or _is_acronym(word) for word in words
    )


def is_first_name(word: str) -> bool:
    """Whether a word is one of the common first names that are known here."""
    first = word.lower().partition("-")[0]
    return first in _SHE or first in _HE or first in _HE_OR_SHE


def _is_acronym(word: str) -> bool:
    """CNN, but not the XIV of a pope nor the J.D of "J.D. Vance"."""
    return len(word) > 2 and word.isupper() and not _NUMERAL.fullmatch(word) and "." not in word  # noqa: PLR2004


def pronoun_of(name: str, text: str) -> str | None:
    """Which pronoun the name, or its title in the article, calls for: he, she, or None."""
    first, last = name.split(maxsplit=1)[0].lower(), name.rsplit(maxsplit=1)[-1]
    first = first.partition("-")[0]
    if " " in name and first in _SHE:
        return "she"
    if " " in name and first in _HE:
        return "he"
    title = re.search(rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady)\b\.?\s+{re.escape(last)}", text)
    if title is None:
        return None
    return "he" if title.group(1) in {"Mr", "Sir", "Lord"} else "she"


def without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """Take owners, titles and words that only begin a sentence off the front, "'s" off the end."""
    for in_front in (_OWNER, _TITLE_WORD):
        found = (m.end() for m in in_front.finditer(text, start, end))
        start = max((at for at in found if at < end), default=start)
    while start < end:
        word = re.match(r"[^\s]+", text[start:end])
        if word is None:
            break
        if not _is_in_front(word.group()):
            break
        start += word.end()
        while start < end and text[start].isspace():
            start += 1
    for ending in ("'s", "’s"):
        if text[start:end].endswith(ending):
            end -= 2
    return start, end


def _is_in_front(word: str) -> bool:
    """Whether a word before a name is no part of it: a title, or what only begins a sentence."""
    if re.fullmatch(INITIALS, word):
        return word in _STATES
    plain = re.sub(r"['’]s$", "", word.lower()).strip(".’',")
    return word.lower() in _TITLES_WITH_STOP or plain in TITLES or plain in NOT_NAMES
