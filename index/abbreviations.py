"""Words whose full stop does not end a sentence; data for `split`."""

NEVER_LAST = frozenset(
    """
    mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt capt cmdr adm maj pvt cpl det
    rev hon fr st ste mt ft messrs supt insp pres amb sec dist atty
    vs v no nos vol fig figs pp art eq op cit cf approx est ca
    ave blvd rd hwy
    e.g i.e z.b bzw bspw vgl mio mrd tsd dir mme mlle
    """.split()
)
"""Always followed by more of the same sentence: titles, "vs.", street names."""

BEFORE_NUMBER = frozenset("no nos vol fig figs p pp art eq nr".split())
"""Abbreviations only where a number follows: "No. 10", but not "She said no."."""

RARELY_LAST = frozenset(
    """
    inc corp ltd co llc bros jr sr etc al dept univ assn
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo
    a.m p.m u.s u.k u.n e.u d.c ph.d m.d b.a m.a l.a n.y n.j n.c s.c
    """.split()
)
"""End a sentence now and then: only where the next word usually begins one."""

SENTENCE_STARTERS = frozenset(
    """
    A After All Also Although An And Another Any As At Because Before Both But By Despite During
    Each Earlier Even Every Few For Four From He Her Here His How However I If In Instead It Its
    Last Later Many Meanwhile More Most Much My Nearly Next Nor Not Now Of On Once One Only Or Other
    Our Over Police She Since So Some Still Such That The Their Then There These They This Those
    Though Three Through To Two Under Until We What When Where Whether While Who Why With Without
    Yet You Your
    """.split()
)
"""Words that seldom come in mid-sentence with a capital."""

ORDINAL_MONTHS = frozenset(
    """
    januar februar märz april mai juni juli august september oktober november dezember
    mars maj marts oktober desember december
    """.split()
)
"""Months of the languages that write "3. Oktober"."""
