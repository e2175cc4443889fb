"""The words that tell nothing of what an English conversation is about: how common they are is known beforehand.

Lists made by hand. In other languages, and for what they lack, the library itself tells which words are common.
"""

from __future__ import annotations

_SILENT = """
    a able about above across actually after again against ago ah aha all almost along already also although always am
    among an and another any anybody anyone anything anyway anyways anywhere apart are aren around as aside at away aye
    b be became because become becomes been before behind being below beside besides between beyond both but by bye c
    came can cannot cant come comes coming could couldn couple d definitely did didn do does doesn doing don done dont
    down during e each eight either else em eleven enough especially etc even ever every everybody everyone everything
    everywhere exactly except f few fifteen fifty first five for forty forth four from further g get gets getting give
    given gives giving go goes going gone gonna got gotta gotten h had hadn hardly has hasn have haven having he hello
    hence her here hers herself hey hi him himself his hmm how however huh hundred i id if ill im in indeed inside
    instead into is isn it its itself ive j just k kinda l last lately later least less let lets like likely ll m ma
    made mainly make makes making many may maybe me mean means meant might million mine mm mmm more moreover most mostly
    much must my myself n nah namely near nearly neither never nevertheless next nine no nobody none nonetheless nope
    nor not nothing now nowhere o of off oh ok okay on once one ones only onto oops or other others otherwise ought our
    ours ourselves out outside over own p per perhaps plus pretty probably put puts q quite r rather re really right
    s said same saw say saying says second see seem seemed seems seen self seven several shall she should shouldn simply
    since six so some somebody somehow someone something sometime sometimes somewhat somewhere soon sort sorta still
    such sure t take taken takes taking ten than thank thanks that thats the their theirs them themselves then thence
    there therefore theres these they theyre thing third thirty this those though thought thousand three through
    throughout thus till to together too took toward towards twelve twenty twice two u uh uhh um umm under unless unlike
    until up upon us use used uses using usually v various ve very via w wanna want wanted wants was wasn way we well
    went were weren what whatever whats when whence whenever where whereas wherever whether which whichever while who
    whoever whole whom whose why will with within without won would wouldn wow x y ya yeah yep yes yet you your youre
    yours yourself yourselves yup z zero
"""
SILENT = frozenset(_SILENT.split())
"""Words that are never telling: those of grammar, small numbers, what is left of contractions, sounds and greetings."""

_COMMON = """
    absolutely actual add ahead allow amazing amount answer ask asked asking attention audience awesome back bad based
    basic basically beginning best better big bigger bit bring brought build building built call called care case
    certain certainly chance change changed clear clearly close com common complete completely concept concern consider
    conversation cool correct course curious current currently day deal deep definition depend describe detail differ
    difference different difficult direction discuss discussion easier easily easy effect end entire entirely episode
    essentially eventually everyday exact example excellent excited exciting exist expect explain fact fair fairly
    fall familiar far feel feeling felt figure final finally find fine focus folk follow form forward found friend fun
    fundamentally future general generally generic glad goal good great guess guest guy half hand happen happened
    happening happens happy hard harder hear heard help helpful helping hey high higher hold honestly hope hour huge
    idea imagine immediately important incredible incredibly individual initial interest interested interesting
    involve involved issue joined joining keep keeping kind knew know knowing known knows large larger late laugh
    laughter lead learn learned learning leave left length level life line link list listen listener listening literally
    little live living long longer look looked looking lot love low lower main major man matter member mention
    mentioned mind minute moment month morning move moving name nature necessarily necessary need needed new nice
    normal note notice number obvious obviously older open opinion opportunity option order original overall page paper
    part particular particularly past people perfect period person perspective phrase pick picture piece place play
    podcast point position possible possibly potential potentially practical practice present previous previously
    problem process produce project properly prove provide pull purpose push quarter question quick quickly
    quote read reading ready real reality realize realized reason reasonable recent recently recording refer reference
    relate related remember response rest result road role room run running sense sentence series serious set shape
    share short show side significant similar similarly simple single sit situation size slightly slow small smaller
    solve somewhat sound space speak speaker speaking specific specifically spend spent spoken sponsor stand standard
    start started starting state step stick stop story straight stuff subject suddenly suggest super support suppose
    supposed talk talked talking team tell tend term test think thinking thoughts thousand throw time tiny today told
    tomorrow topic total totally touch track traditional transcript tried true truth try trying turn turned
    type typically ultimately understand understanding useful user version video view wait walk watch website week
    weird went wish wonder wonderful wondering word work worked working world worse worth write writing written wrong
    wrote year yesterday young
"""
COMMON = frozenset(_COMMON.split())
"""Words that any conversation has whatever it is about, and that some conversation may be about all the same."""
