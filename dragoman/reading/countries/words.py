"""The words by which a capital is known to stand for its government. Alternatives for regular expressions, in lower case."""

from __future__ import annotations


def _inflect(verbs: str) -> str:
    """Third person, past and base forms of regular verbs."""
    forms: list[str] = []
    for verb in verbs.split():
        if verb.endswith("e"):
            forms += [verb + "s", verb + "d", verb]
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            forms += [verb[:-1] + "ies", verb[:-1] + "ied", verb]
        elif verb.endswith(("s", "sh", "ch", "x", "z")):
            forms += [verb + "es", verb + "ed", verb]
        else:
            forms += [verb + "s", verb + "ed", verb]
    return "|".join(forms)


ADVERBS = (
    r"\w+ly|also|still|now|never|always|often|has|have|had|long|since|already|again|then|not|even|may|soon|once|itself|alone|instead"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this week|last week|this month|last month|this year|last year|yesterday|today|too|however"
)

SPEECH = r"says|said|warns|warned|claims|claimed|insists|insisted|argues|argued|denies|denied|adds|added|replied|announces|announced|believes|according to"

# What a government does and a city does not. "hosts" is what a city does.
SUBJECT_VERBS = (
    _inflect(
        "warn urge accuse announce declare insist reject refuse agree decide demand condemn call claim argue believe want hope expect fear"
        " consider view regard plan intend pledge promise vow threaten offer propose suggest respond react retaliate impose lift block"
        " veto back support oppose recognise recognize summon deploy launch invade annex escalate order approve ratify join suspend halt resume"
        " sever boost increase expand strengthen tighten ease maintain continue remain risk need appear seem signal indicate express"
        " voice raise complain protest criticise criticize denounce slam blast welcome praise hail thank congratulate confirm acknowledge"
        " concede allege blame push press pressure pursue favour favor prefer fail succeed help assist arm supply provide grant"
        " use violate breach cooperate negotiate talk discuss mediate invite consult allow permit prevent act move work ask request"
        " appeal wait watch monitor ignore dismiss disagree differ compete engage aim owe finance fund sanction target punish dispute deem"
        " question defend justify describe label brand explain stress underline underscore emphasise emphasize reiterate reaffirm vote abstain"
        " resist fight counter challenge confront align distance cancel scrap abandon delay postpone extend renew accept"
        " release free detain hand return transfer restore normalise normalize downgrade upgrade cite note caution hint"
        " value treat view accelerate step test develop possess acquire export import purchase compensate apologise apologize endorse"
        " interfere meddle intervene dominate control occupy enjoy benefit face cultivate court lobby tolerate trust doubt worry object"
        " hesitate struggle coordinate contribute commit assure notify inform remind advise rebuff snub shrug ramp criticize echo"
        " repeat attach promote publish clarify conclude rule mull eye reserve rely depend look exert wield enter end start open"
    )
    + "|says|said|tells|told|denies|denied|deny|sees|saw|see|seeks|sought|seek|tries|tried|try|thinks|thought|sends|sent|bans|banned|expels|expelled"
    "|recalls|recalled|withdraws|withdrew|signs|signed|admits|admitted|holds|held|stands|stood|gives|gave|makes|made|takes|took|puts|put|keeps|kept"
    "|loses|lost|gains|wins|won|gets|got|begins|began|knows|knew|feels|felt|means|meant|lets|let|cuts|cut|breaks|broke|becomes|became|understands"
    "|understood|finds|found|brings|brought|buys|bought|sells|sold|pays|paid|spends|spent|leads|led|leaves|leave|chooses|chose|speaks|spoke|sets|quits"
    "|quit|drops|dropped|stops|stopped|does|did|do|has|have|had|is|are|was|were|will|would|could|can|may|might|should|must|cannot|won[’']t|wouldn[’']t"
    "|doesn[’']t|didn[’']t|isn[’']t|wasn[’']t|hasn[’']t|can[’']t|couldn[’']t|cares|cared|goes|went|comes|came|bets|bans|submitted|submits|omits"
    "|ups|hits back|fires back|hit back|fired back|strikes|struck|bristles|bristled|runs|ran|wishes|wished|fell|falls|withheld|withholds|undertook"
    "|forgives|forgave|forbids|forbade|overcomes|rises|rose|retorts|retorted|swears|swore|draws|drew|sits|sat|bears|throws|threw|grew|shows|showed|rallied"
    "|rallies|trades|traded|swaps|swapped"
)

# After a form of "be": a city that is something, or to which something is done.
PASSIVE_PLACE = (
    r"(?:(?:the|a|an|its|our|my|also|now|one of the|under|in|on|home|very|still|so|about|where|located|situated|hit|struck|bombed|shelled|attacked"
    r"|besieged|captured|liberated|surrounded|home to|evacuated|flooded|founded|rocked|hosting|host|hosted|burning|quiet|calm|paralysed|paralyzed|shaken"
    r"|seized|retaken|recaptured|encircled|destroyed|damaged|renamed|chosen|selected|due to host|to host|set to host|been (?:hit|struck|the|under|bombed|shelled"
    r"|chosen|home)|host|chosen as) )?(?:capital|city|town|home|located|situated|hit|struck|bombed|shelled|attacked|besieged|captured|liberated|surrounded"
    r"|host|hosts|hosted|hosting|evacuated|flooded|founded|rocked|siege|fire|attack|curfew|lockdown|burning|quiet|calm|paralysed|paralyzed|shaken|seized"
    r"|retaken|recaptured|encircled|destroyed|damaged|renamed|chosen|selected|venue|site|scene|port|where|hours|kilomet\w+|miles|cold|hot|warm|beautiful"
    r"|crowded|largest|biggest|oldest|metropolis|in ruins|in flames|first stop|next stop|last stop|stop|be held|take place|be the|under fire)"
)

RELATIONS = (
    r"relations?|ties|talks|tensions?|dialogue|alliances?|deals?|cooperation|co-operation|agreements?|rapprochement|partnership|conflict|war|standoff|stand-off"
    r"|rift|dispute|negotiations?|friction|rivalry|contacts?|confrontation|relationship|trust|mistrust|differences|gap|links|trade|engagement|row|feud|spat"
    r"|detente|détente|understanding|consultations|coordination|competition|break|split|disagreements?|reset|normali[sz]ation|channels?|diplomacy|détentes"
    r"|mediat\w+|broker\w*|negotiat\w+|summit|accord|pact|treaty|truce|ceasefire|peace|exchange|swap|bridge|balance|caught|stuck|torn"
)

NOUNS_ON = (
    r"sanctions?|pressure|tariffs?|embargo(?:es)?|dependen\w+|relian\w+|impos\w+|bans?|curbs?|restrictions|leverage|penalt\w+|reli\w+|depend\w*|focus|hawks?"
    r"|policy|stance|influence|line|blame|blamed|calls?|called|calling|prevail\w*|lean\w*|costs?|demands?|trust|patience|concessions|conditions|measures|hold|grip"
    r"|based|urg\w+|count\w*|bank\w*|report to|concern|criticism|condemnation"
)
NOUNS_TO = (
    r"aid|assistance|weapons?|arms|ammunition|suppl\w+|support|loyal\w*|close|closer|threats?|challenges?|messages?|signals?|warnings?|responses?|ultimatum"
    r"|concessions?|opposition|alternative|counterweight|sold|sell|sales?|exports?|transfers?|deliver\w*|appeals?|according|hostile|friendly|sympathetic|answer"
    r"|respond\w*|policy|polic\w+|approach|attitude|posture|stance|attributed|unacceptable|pledge\w*|promise\w*|loans?|credits?|offer\w*|proposal|proposals|handed"
    r"|say|up|belong\w*|money|funding|financ\w+|missiles|tanks|jets|drones|equipment|technology|turn\w*|access|backing|commitment|hostility|ties|links|bow\w*"
    r"|pander\w*|listen\w*|appease\w*|surrender\w*|capitulat\w+|due|attach\w*|important|clear|sent a|sends a|key|preferable|conveyed|convey|communicated|protest\w*"
    r"|owed|beholden|reply|replies|objections?|reassur\w+|assurances?|guarantees?|packages?"
)
NOUNS_FROM = (
    r"support|backing|aid|assistance|responses?|reactions?|pressure|threats?|assurances?|guarantees?|permission|approval|independence|independent|orders?|instructions?"
    r"|messages?|signals?|criticism|condemnation|denials?|weapons|arms|statements?|warnings?|apolog\w+|concessions?|commitments?|demands?|objections?|opposition|silence"
    r"|rebuke|praise|answers?|repl(?:y|ies)|directives?|protests?|interference|influence|distanc\w+|break|separat\w+|word|rhetoric|funding|money|loans?|cooperation"
    r"|invitation|proposals?|offers?|indications?|signs?|pushback|anger|ire|outrage|retaliation|aggression|accusations|complaints|explanations?|clarity|recognition"
    r"|gas|oil|energy|shipments|supplies|decoupl\w+|drew|draws|draw|secession|autonomy|relief|blessing|nod|green light|help|guidance|news"
)
NOUNS_FOR = (
    r"support|victory|defeat|blow|setbacks?|problems?|headache|win|concern|priority|challenges?|red line|backing|good|bad|important|cost|costs|means?|meant|implications"
    r"|consequences|lesson|threat|embarrassment|boost|opportunity|chance|message|advantage|humiliation|risks?|stakes|dilemma|weapons|aid|assistance|arms|funding"
    r"|financing|package|spokes\w+|speak\w*|spy\w*|espionage|guarantees|disaster|coup|critical|crucial|essential|vital|difficult|easier|harder|question|question is|proxy"
    r"|propaganda|gift|options?|leverage|time|unacceptable|surprise|sympathy|solution|outcome|lobb\w+|fighting|buffer|lifeline|responsib\w+"
)
NOUNS_OF = (
    r"ally|allies|backing|support|behalf|on the part|policy|policies|intentions?|critics?|orbit|grip|demands|decision|side|influence|hands|pockets?|enem(?:y|ies)"
    r"|friends?|foes?|rivals?|puppets?|proxies|proxy|tools?|agents?|pawns?|interests?|position|positions|actions|behaviou?r|responsibility|pressure|consent"
    r"|approval|knowledge|clutches|aims|goals|objectives|ambitions|criticism|condemnation|suspicious|wary|supportive|critical|fearful|ahead|afraid|dependent|distrust"
    r"|mistrust|suspicion|fear|allegiance|control|favou?r|opponents?|supporters?|partners?|sphere|leverage|perception|perceptions|isolation|accusations"
)
OBJECT_VERBS = (
    _inflect(
        "accuse urge warn press pressure blame ask condemn criticise criticize support arm sanction punish persuade force allow assure notify inform"
        " thank isolate counter contain confront anger irk infuriate alienate appease engage challenge threaten trust pressurise denounce"
        " remind pressurize provoke embarrass humiliate antagonise antagonize reassure placate unnerve alarm worry convince compel prompt lobby fault"
        " defy rebuke slam chide oppose back push task prod rattle outrage upset exploit expose weaken embolden undermine advise arm equip supply implore"
    )
    + r"|tells?|told|deters?|deterred|believes?|calls? on|called on|calling on|called upon|helps?|helped|wants?|wanted|lets?|leaves? it to|forcing|pressing|urging"
    r"|warning|accusing|blaming|asking|pushing|telling|supporting|backing|arming|helping|persuading|punishing|isolating|deterring|criticising|criticizing|reminding"
    r"|engaging|angering|provoking|allowing|convincing|assuring|antagonising|antagonizing|embarrassing|condemning|denouncing|counterings?|giv(?:es?|ing)|gave"
    r"|offer(?:s|ed|ing)?|sends?|sent|sending|handed|dealing with|deals? with|negotiat\w+ with|cost|costs|forbids?|forbade|begged|begs|sees|expects?|expected|requires?"
)
GOVERNED_BY = (
    r"backed|led|friendly|aligned|allied|supported|sponsored|installed|appointed|controlled|funded|brokered|imposed|supplied|armed|dominated|approved|proposed|ordered"
    r"|linked|leaning|occupied|run|drafted|trained|financed|mediated|directed|loyal|inspired|engineered|initiated|held|orchestrated|hosted talks"
)
LED_BY = (
    r"government|authorities|authority|regime|officials?|leadership|administration|leaders|cabinet|policymakers|policy-makers|diplomats?|decision-makers|elites?"
    r"|insiders|hawks|relations|ties|establishment|politicians|lawmakers|consensus on|side"
)
# After a capital's possessive: what belongs to the city.
CITY_NOUNS = (
    r"mayors?|streets?|airports?|suburbs?|outskirts|residents?|inhabitants|population|downtown|districts?|neighbou?rhoods?|metro|subway|universit\w+|hospitals?"
    r"|hotels?|cathedral|mosques?|church(?:es)?|museums?|stadiums?|squares?|parks?|centre|center|port|harbou?r|stations?|skyline|city|old|historic|historical|main"
    r"|international|traffic|river|bridges?|theatres?|theaters?|restaurants?|schools?|weather|winters?|largest|oldest|biggest|famous|famed|iconic|north|south|east"
    r"|west|northern|southern|eastern|western|upscale|posh|busy|bustling|medieval|central|opera|zoo|buildings?|architecture|homes|houses|markets?|bazaars?|cafes"
    r"|bars|nightlife|crime|air|smog|pollution|housing|fire|slums|green|royal|grand|national|public|presidential|diplomatic|roads?|sky|tallest|first|infamous"
    r"|municipal\w*|commuters?|synagogues?|jews|jewish|muslims?|gay|tourist|tourists|ancient|shops|stock|bourse|governor|regional|art|river\w*|cobbled|walls?"
)
BODIES = (
    r"Foreign|Defen[cs]e|Prime|President\w*|Ministry|Minister|Ambassador|Middle|Ukraine|Iran|Russia|China|Syria|Asia|Africa|Europe|European|Western|Belt|Arab"
    r"|Afghan|NATO|EU|Indo-Pacific|Black|Red|South|North|Taiwan|Cold|Security|Deputy|Communist"
)
BUILDING = (
    r"Palace|Rose|South|East Room|East Wing|West Wing|North|lawns?|Lawn|walls?|Wall|Cathedral|State Dining|complex|grounds|tours?|dinner|ceremony|reception"
    r"|visit|meeting|summit|steps|gates?|Residence|residence|Regiment|Armou?ry|Museum|Situation Room|driveway|lunch|press room|briefing room|gardens?|towers?|Embankment"
    r"|bell|Christmas|Easter|portico|ballroom|fence|Hall|halls?|Correspondents"
)
