"""Passages about monetary policy with the side a careful reader puts them on, written for these tests.

``SET`` are those that the resistance and the bands of the framework were set on. ``APART`` were written before any
passage had been scored, and looked at only when the framework was finished.
"""

from __future__ import annotations

SET: tuple[tuple[str, str], ...] = (
    (
        "hawkish",
        "Inflation is far too high, and it has been too high for too long. The committee will keep raising rates "
        "until the job is done. We would rather do too much than too little, because price stability is the "
        "foundation of everything else, and once expectations drift upwards it takes a deep recession to bring them "
        "back.",
    ),
    (
        "hawkish",
        "The labour market is extremely tight. There are almost two vacancies for every unemployed person, and wage "
        "growth is running well above what is consistent with two percent inflation. Demand is outpacing supply, so "
        "further tightening will be needed.",
    ),
    (
        "hawkish",
        "Services inflation is sticky and broad based. I see upside risks to prices, I do not see the case for "
        "cutting rates this year, and I would not rule out another hike at the next meeting if the data stay hot.",
    ),
    (
        "hawkish",
        "We should speed up the runoff of the balance sheet. Asset prices are frothy, financial conditions have "
        "loosened too much, and policy is not restrictive enough to return inflation to target.",
    ),
    (
        "hawkish",
        "The lesson of the seventies is plain. Stopping early lets inflation become entrenched. Rates have to stay "
        "higher for longer, and we must not declare victory too soon.",
    ),
    (
        "hawkish",
        "The governor warned of a wage price spiral. Inflation expectations are at risk of becoming unanchored, she "
        "said, and the bank will act forcefully. Markets now price in a half point increase in June.",
    ),
    (
        "hawkish",
        "Growth surprised to the upside again and the economy is overheating. Fiscal policy is pouring fuel on the "
        "fire. With unemployment below its sustainable rate, monetary policy has to lean against demand.",
    ),
    (
        "hawkish",
        "Core prices rose for a fifth month, faster than anyone had forecast. Firms are passing on their costs, "
        "rents keep climbing, and the currency has weakened. The board voted unanimously to increase the cash rate.",
    ),
    (
        "neutral",
        "The committee meets eight times a year. Each member submits projections for growth, unemployment and "
        "inflation, and the chair holds a press conference half an hour after the statement is published.",
    ),
    (
        "neutral",
        "We are data dependent and will decide meeting by meeting. Risks to both sides of the mandate are roughly in "
        "balance, and there is no preset path for policy.",
    ),
    (
        "neutral",
        "The reserve requirement used to be the main tool in the textbooks. Today the central bank pays interest on "
        "reserves and lends them out at a standing facility, which sets a corridor for overnight money.",
    ),
    (
        "neutral",
        "Let me explain how the survey is done. We call about a thousand households every month, we ask what they "
        "paid for food, rent and transport, and we weigh the answers by what an average family spends.",
    ),
    (
        "neutral",
        "Some of my colleagues would raise rates now and some would cut them. I think the current stance is about "
        "right, and I would leave it where it is until we know more.",
    ),
    (
        "neutral",
        "Why do central banks have a target of two percent and not zero? It started in New Zealand, more or less by "
        "accident, and then it spread around the world.",
    ),
    (
        "neutral",
        "The bank was founded after the panic of 1907. It has twelve districts, each with its own president, and the "
        "presidents vote in turn.",
    ),
    (
        "neutral",
        "The digital currency would be a claim on the central bank, like a banknote. We are talking to merchants "
        "about terminals, privacy and offline payments, and parliament will have the last word.",
    ),
    (
        "dovish",
        "Inflation has come down a long way and is close to target. The labour market is cooling, layoffs are "
        "rising, and policy is too restrictive for an economy that is slowing. It is time to cut rates.",
    ),
    (
        "dovish",
        "The biggest risk now is that we wait too long. Unemployment is climbing, small firms cannot get credit, and "
        "every month of high rates costs jobs that will not come back. We should ease policy before the recession is "
        "here.",
    ),
    (
        "dovish",
        "The price shock is transitory. Supply chains are healing, energy prices have fallen, and there is no sign "
        "of a wage price spiral. We can afford to be patient and look through it.",
    ),
    (
        "dovish",
        "The board lowered its key rate by a quarter point and signalled more cuts. With inflation below target and "
        "demand weak, it stands ready to provide further stimulus, including asset purchases.",
    ),
    (
        "dovish",
        "There is still plenty of slack. Millions of people want more hours than they get, participation has not "
        "recovered, and wage growth is subdued. Accommodative policy helps the ones who are hired last.",
    ),
    (
        "dovish",
        "Raising rates does not produce more oil or more wheat. It would not bring inflation down any faster, it "
        "would only deepen the slump and put people out of work.",
    ),
    (
        "dovish",
        "Deflation is the danger that keeps me awake. Credit is contracting, house prices are falling and banks are "
        "under stress. The central bank must flood the system with liquidity and cut to zero if it has to.",
    ),
    (
        "dovish",
        "Disinflation is well under way and expectations are well anchored. The governor said the bank can now "
        "reduce the degree of restriction gradually, to avoid an unnecessary weakening of the labour market.",
    ),
)

APART: tuple[tuple[str, str], ...] = (
    (
        "hawkish",
        "I dissented because I wanted a larger move. Inflation has been above our goal for forty months, firms still "
        "find it easy to raise prices, and nothing in the data tells me that we have done enough.",
    ),
    (
        "hawkish",
        "There is no trade-off in the long run. If we do not crush inflation now, workers will pay for it twice. The "
        "terminal rate will have to be higher than the market thinks.",
    ),
    (
        "hawkish",
        "Credit growth is excessive and housing is booming. Cheap money has fed speculation for years, and "
        "normalising interest rates is overdue.",
    ),
    (
        "hawkish",
        "Payrolls blew past every estimate. Anyone who hoped for a cut in the spring should think again, because "
        "price pressures are building and the central bank will have to stay vigilant.",
    ),
    (
        "neutral",
        "The minutes will be released in three weeks. They summarise the discussion, they do not name who said what, "
        "and transcripts follow after five years.",
    ),
    (
        "neutral",
        "I studied in Chicago, then I worked at the treasury for a decade, mostly on debt management, and I joined "
        "the research department of the bank by way of a fellowship.",
    ),
    (
        "neutral",
        "Monetary policy works with long and variable lags. A change in the policy rate reaches mortgages quickly "
        "and wages slowly, and economists disagree on how to measure that.",
    ),
    (
        "neutral",
        "The two forces roughly offset each other. Goods prices are falling while services prices are rising, and we "
        "kept the rate unchanged.",
    ),
    (
        "dovish",
        "Hours are being cut, temporary workers are let go first, and consumers are pulling back. Policy works with "
        "a lag, so if we keep squeezing we will overshoot and cause a hard landing.",
    ),
    (
        "dovish",
        "Full employment is half of our mandate. A hot economy draws people in from the margins, and we should let "
        "it run rather than choke it off at the first sign of rising wages.",
    ),
    (
        "dovish",
        "The bank stepped in with emergency lending, bought government bonds and promised to keep borrowing costs "
        "low for as long as the recovery is fragile.",
    ),
    (
        "dovish",
        "Headline inflation fell again, to its lowest in three years, rents are easing, and the market expects the "
        "first rate cut in September.",
    ),
)
