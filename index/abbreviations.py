"""Words whose full stop does not end a sentence; data for `split`."""

NEVER_LAST = frozenset(
    """
    mr mrs ms mx dr drs prof profs sen sens rep reps gov govs gen gens lt lts col cols sgt sgts capt
    capts cpt cmdr comdr adm maj pvt pfc spc cpl det rev hon fr st ste mt ft messrs msgr supt insp
    pres amb sec dep asst ald cllr dist atty
    vs v op cit cf approx est ca
    ave blvd rd hwy
    e.g i.e z.b bzw bspw vgl mio mrd tsd dir mme mlle
    """.split()
)
"""Always followed by more of the same sentence: titles, "vs.", street names."""

BEFORE_NUMBER = frozenset("no nos vol fig figs p pp art eq nr".split())
"""Abbreviations only where a number follows: "No. 10", but not "She said no."."""

RARELY_LAST = frozenset(
    """
    Inc Corp Ltd Co LLC Bros Jr Sr etc al Dept Univ Assn Brig
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev
    Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    a.m p.m
    """.split()
)
"""End a sentence now and then: only where the next word usually begins one. As written: "Sat."
is a day, "sat." an ending; dotted acronyms ("U.S.") are known by their form."""

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
