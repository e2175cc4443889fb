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
    ability absolutely accomplish account achieve act acting action actively actual add additional address addressed
    adoption advantage advice afterward age agree ahead aim air allow allowed alluded alone alright amazing amount
    angle answer anymore apparently appear applied apply appreciate approach appropriate area argue argument article
    ask asked asking aspect assume attempt attention audience average aware awesome back background bad bar base based
    basic basically basis beat beautiful becoming begin beginning believe believed benefit best better big bigger
    billion bit body bottom breaking brief briefly bring bringing broad broadly broken brought build building built
    bunch busy button buy buying call called care careful carefully case catch category caught cause certain certainly
    challenge chance change changed characteristic chatting choice choose chose chosen circle claim class clear clearly
    click close closer collection com combine comfortable common comparing comparison complete completed completely
    complex concept concern condition confused connect consequence consider considered consistent constantly context
    continue contribute conversation convert cool correct correctly course cover covered crazy create created creating
    creation creative credit crucial curious current currently cut cutting daily day deal dealing decade decide decided
    deep deeply defined definition degree demand depend depending describe described describing detail develop
    developed developing development differ difference different differently difficult difficulty dig direction
    directly disagree discover discovered discuss discussed discussion door draw drive driven drop due earlier early
    easier easiest easily easy effect effectively efficient effort element end ended engaging enjoy enjoyed enter
    entire entirely environment episode equal essentially eventually everyday evidence evolving exact example excellent
    excited exciting exist existing expand expanded expect expectation expecting experience explain explained
    explaining explanation explore exploring extend extremely eye face facing fact factor fail fair fairly fall
    familiar fan fantastic far fascinated fascinating fast faster favorite favourite fear feedback feel feeling felt
    fewer figure figuring fill final finally find finding fine finish finished fix fly focus focused focusing folk
    follow following forget form forward found frame frequently friend front fully fun function fundamentally funny
    future gain gap gathering gave general generally generation generic glad goal god good gradually great ground grow
    growing growth guess guessing guest guy half hand handle happen happened happening happens happy hard harder head
    hear heard heart heavily held help helped helpful helping high higher highlight highly history hit hitting hold
    hole honest honestly hope hopefully host hot hour huge idea imagine imagining immediately impact importance
    important impossible impression impressive improve improved improvement improving include including increase
    increased increasing increasingly incredible incredibly individual initial initially insight inspired intention
    interact interest interested interesting interview introduce introduced involve involved issue join joined joining
    jump keep keeping kept kid kind knew know knowing known knows land large largely larger largest late latest laugh
    laughter lay lead leading learn learned learning leave left length letting level life light limit limitation
    limited line link list listen listener listening literally little live living long longer look looked looking lost
    lot love low lower lucky magic main maintain major majority man manage managed matter meaning meet member mention
    mentioned mentioning mess method middle mind minimal minute missing mission mistake mix mode moment month morning
    move moved movement moving multiple name named narrow naturally nature necessarily necessary need needed negative
    new nice night normal normally note notice noticed notion number obvious obviously occasionally offer office old
    older online open operate opinion opportunity opposite option order original originally outcome overall page pain
    paper part participating particular particularly partly pass past path pattern people perfect perfectly perhap
    period person personally perspective phrase pick picking picture piece place plan play please pleasure podcast
    point pop popular position positive possibilities possibility possible possibly potential potentially practical
    practice prefer prepare prepared present presumably previous previously primarily primary prior priority pro
    problem process produce produced productive professor progress project properly properties property prove provide
    provided providing pull pure purpose push pushed quality quarter question quick quickly quote raised random range
    rapidly reach reached reaction read reading ready real realistic reality realize realized reason reasonable
    reasonably recall receive received recent recently recording refer reference referring regardless regular relate
    related relation relationship relatively released remain remember remind represent represented request require
    required requirement respect respond response rest result rich rise road role roll room rough roughly round run
    running sat save scenario scene scratch secret section send sense sensitive sent sentence separate series serious
    seriously serve serving set shape share shared sharing shift short shot show shown side sign significant
    significantly similar similarity similarly simple single sit situation size skill slightly slow small smaller smart
    social solution solve solved sorry sound source space speak speaker speaking special specific specifically spend
    spending spent spoken sponsor spot stable stage stand standard start started starting state statement stay step
    stick stood stop story straight straightforward strange strategy stream strong struck structure struggle struggling
    stuck study stuff style subject success successfully sudden suddenly suggest suggested suggesting summary summer
    super support supporting suppose supposed surprise surprised surprising table tackle talk talked talking target
    task team technique tell telling tend term terrible test theme think thinking thoughts throw tie time tiny tip
    title today told tomorrow ton tool top topic total totally touch tough track traditional transcript trend trick
    tricky tried trouble true truly trust truth truthfully try trying turn turned type typical typically ultimately
    unclear understand understanding understood unexpected unfortunately unique unit united update useful user usual
    valuable value variety version video view visit wait walk walking watch watching website week weekend weird welcome
    wide wild willing win wish wonder wonderful wondering word work worked working world worried worry worse worth wrap
    write writing written wrong wrote year yesterday young
"""
COMMON = frozenset(_COMMON.split())
"""Words that any conversation has whatever it is about, and that some conversation may be about all the same."""
