"""Names of people as news writes them: finding them, shortening them, telling he from she."""

from __future__ import annotations

import re

PARTICLE = r"(?:al|bin|bint|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von|y)"
_SPACE = r"[^\S\n]"
"""Within a name: a new line begins another text, "Norah Jones\nThe Memphis singer"."""
_INITIAL = rf"(?:[A-Z]\.{_SPACE}?)+"
_WORD = r"[A-ZÀ-ÖØ-ÞŠŽČŁ](?:['’][A-Z])?[\w’'-]*[\w]"
_TITLED = r"(?:Sen|Rep|Gov|Gen|Lt|Col|Sgt|Dr|Mr|Mrs|Ms|Prof|Rev)\."
_BETWEEN = rf"(?:{_INITIAL}{_SPACE}*|{PARTICLE}{_SPACE}+|{_TITLED}{_SPACE}+)*"
NAME = rf"(?:{_TITLED}|{_WORD})(?:{_SPACE}+{_BETWEEN}{_WORD}){{0,7}}"
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
    r"|Congressman|Congresswoman|Chancellor|Premier|Admiral|Captain|Colonel|Sheriff|Detective"
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
    eu un uk us nato hamas hezbollah taliban kremlin pentagon
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
    alice amanda amy andrea angela ann anna anne ashley barbara betsy betty carly carol caroline
    catherine christina christine cindy claire condoleezza cynthia dana debbie deborah diana diane
    donna elena elizabeth ellen emily emma eva gloria hannah heather heidi helen hillary huma ines
    ivanka jackie jane janet jean jeanne jennifer jessica jill joan joni joyce judith judy julia
    julie karen kate katherine kathleen kathy katie kelly kellyanne kim kimberly kirsten laura
    lauren leah linda lisa liz loretta lori lucy margaret maria marie marilyn marit martha mary
    maureen megan megyn melania melissa mia michelle molly nancy natalie nicole nikki olivia pamela
    patricia paula rachel rebecca robin rosa rosie ruth sally samantha sandra sara sarah sharon
    shirley sonia sophia sophie stephanie susan tammy teresa theresa tina tracy valerie vanessa
    victoria virginia wendy ursula
    """.split()
)
_HE = frozenset(
    """
    aaron abdul abraham adam al alan albert alex alexander ali andrew andy anthony antonin arnold
    arthur barack ben benjamin bernie bill billy bob bobby brad brian bruce carl carlos charles
    charlie chris christopher chuck colin craig dan daniel darrell dave david dennis don donald doug
    douglas ed edward eric ernest frank fred gary gene george gerald gordon greg gregory harold
    harry henry howard hugh ian jack jake james jamie jason jeb jeff jeffrey jeremy jerry jim jimmy
    joe joel john johnny jon jonathan jorge jose joseph josh joshua juan justin karl keith ken
    kenneth kevin larry lee leonard lindsey louis luis marco mario mark martin matt matthew michael
    mike mitch mitt mohammad mohammed muhammad nathan neil newt nick oscar patrick paul peter phil
    philip rand randy ray reince richard rick rob robert rodney roger ron ronald rudy rupert russell
    ryan sam samuel scott sean sergei stephen steve steven stuart ted terry thomas tim timothy todd
    tom tomas tony travis trey vladimir walter warren wayne will william xi
    """.split()
)


def names_in(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each name in a text, titles and opening words left off, in order."""
    found = []
    for match in _NAME.finditer(text):
        start, end = _without_titles(text, match.start(), match.end())
        if start < end:
            found.append((start, end))
    return found


def is_person(name: str) -> bool:
    """Whether a name may be a person's: no word of it belongs to bodies, papers or places."""
    words = [word.strip(".’'") for word in name.split()]
    if name.lower() in _PLACES or _PARTY.match(name):
        return False
    return not any(word.lower() in _NO_PEOPLE for word in words) and not (
        any(word.isupper() and len(word) > 2 for word in words)  # noqa: PLR2004 - "CNN"
    )


def full_name(text: str, name: str) -> str:
    """The full form of a surname in the article ("Bahreini" -> "Ali Bahreini").

    A town before the name does not become a first name ("in Geneva Ali Bahreini said"), unless the
    article has that form elsewhere too ("in Hillary Rodham Clinton").
    """
    if " " in name:
        return name
    before = rf"{_WORD}(?:{_SPACE}+{_INITIAL})?(?:{_SPACE}+{PARTICLE})?{_SPACE}+"
    behind_a_town = None
    for match in re.finditer(rf"(?<!\w)(?:{before}){{1,2}}{re.escape(name)}(?!\w)", text):
        start, end = _without_titles(text, match.start(), match.end())
        words = text[start:end].split()
        if len(words) < 2 or not is_person(text[start:end]):  # noqa: PLR2004
            continue
        in_town = len(words) == 3 and re.search(r"\b(?:in|at|near)\s$", text[:start])  # noqa: PLR2004
        if not in_town or words[1].endswith("."):
            return " ".join(words)
        behind_a_town = behind_a_town or " ".join(words[1:])
    return behind_a_town or name


def is_introduced(text: str, name: str) -> bool:
    """Whether an article names a person in full, or with a title, and not by one word alone."""
    if " " in full_name(text, name):
        return True
    titled = rf"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s+{re.escape(name)}\b"
    return re.search(titled, text) is not None


def pronoun_of(name: str, text: str) -> str | None:
    """Which pronoun the name, or its title in the article, calls for: he, she, or None."""
    first, last = name.split(maxsplit=1)[0].lower(), name.rsplit(maxsplit=1)[-1]
    if " " in name and first in _SHE:
        return "she"
    if " " in name and first in _HE:
        return "he"
    title = re.search(rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady)\b\.?\s+{re.escape(last)}", text)
    if title is None:
        return None
    return "he" if title.group(1) in {"Mr", "Sir", "Lord"} else "she"


def _without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """Take owners, titles and words that only begin a sentence off the front, "'s" off the end."""
    for in_front in (_OWNER, _TITLE_WORD):
        found = (m.end() for m in in_front.finditer(text, start, end))
        start = max((at for at in found if at < end), default=start)
    while start < end:
        word = re.match(r"[^\s]+", text[start:end])
        if word is None:
            break
        plain = re.sub(r"['’]s$", "", word.group().lower()).strip(".’',")
        if plain not in TITLES and plain not in NOT_NAMES:
            break
        start += word.end()
        while start < end and text[start].isspace():
            start += 1
    for ending in ("'s", "’s"):
        if text[start:end].endswith(ending):
            end -= 2
    return start, end
