"""The words of English talk that say nothing of what it is about, as :mod:`reader.domain.search_words` folds them: what
stands before and behind an apostrophe is a word of its own there.
"""

from __future__ import annotations

_LISTED = """
    a about above across actual actually after again against ago ah ahead all almost alone along already alright
    also although always am among an and another answer any anybody anymore anyone anything anyway anyways anywhere
    apart are area aren around as aside ask asked asking at away back bad basically be became because become becomes
    been before began begin behind being believe below beside besides best better between beyond big bit both bring
    brought but by call called came can cannot cause certain certainly change changed changes clear clearly close
    come comes coming completely could couldn couple course day days deal definitely depends described did didn
    different difficult do does doesn doing don done down during each earlier early easier easily easy either else
    end ended ends enough episode especially essentially et etc even ever every everybody everyone everything
    everywhere exactly example examples except exist exists expect extent fact fair fairly far feel feeling feels
    felt few find first fit five for form forward found four from full fully fun further gave general generally get
    gets getting give given gives giving go goes going gone gonna good got gotta gotten great guess guest guys had
    hadn half happen happened happening happens hard has hasn have haven having he hear heard hello help helpful
    helps her here hey hi high him himself his hm hmm hold honestly hope host how however huh i idea ideas if
    imagine important in indeed inside instead interested interesting into is isn issue issues it its itself just
    keep keeps kept kind kinda kinds knew know knowing known knows large last late later least left less let lets
    level like likely line listen listeners listening little ll long longer look looked looking looks lot lots low m
    made main mainly make makes making many matter matters may maybe me mean meaning means meant might million mind
    mine minute minutes mm moment month months more most mostly mr much must my myself name naturally near nearly
    necessarily need needed needs neither never new next nice no nobody none nor normal not nothing notice now
    number numbers o obvious obviously of off often oh ok okay old on once one ones only onto open opposed or order
    other others otherwise ought our ours ourselves out outside over overall own part particular particularly parts
    past people perfect perhaps person perspective piece pieces place play please plus podcast point points possible
    possibly potentially pretty previous probably problem problems put puts putting question questions quick quickly
    quite rather re read ready real really reason reasonable reasons recent recently regular related right roughly
    run s said same saw say saying says second see seeing seem seemed seems seen sense sent set several shall she
    short should shouldn show shows side similar simple simply since single six small so some somebody somehow
    someone something sometimes somewhat somewhere sorry sort sorts spend start started starting starts state still
    stop story straight strong stuff such super suppose supposed sure t take taken takes taking talk talked talking
    talks tell tells ten tend term terms than thank thanks that the their theirs them themselves then there
    therefore these they thing things think thinking thinks third this those though thought thoughts thousand three
    through throughout thus time times to today together told tomorrow too took top topic total totally toward
    towards tried tries true truly try trying turn turned turns twice two type types uh um under understand
    understanding unless until up upon us use used useful uses using usual usually value various ve version very via
    view want wanted wanting wants was wasn way ways we week weeks welcome well went were weren what whatever when
    whenever where whether which while who whoever whole whom whose why will wish with within without won wonder
    wondering word words work worked working works world worse worst worth would wouldn wow write wrong yeah year
    years yep yes yesterday yet you your yours yourself yourselves zero
"""
COMMON_WORDS = frozenset(_LISTED.split())
