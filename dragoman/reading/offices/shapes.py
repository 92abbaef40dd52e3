"""The shapes in which texts say who holds which office, over the signs of signs.py.

Of an office `role` is its place, `pre` and `post` are what stands around it: whose it is.
"""

from __future__ import annotations

from dragoman.reading.offices.signs import compile_shape

# Around a role: "Israel's", "the U.S. Senate's", "of Kenya", "for the interior ministry", "to President X".
PRE = (
    r"(?P<pre>(?:{country}{counterpart},?{the}?)?"
    r"(?:[{country}{body}{state}{government}]{owner}?{the}?|{town}{owner}|{role}{person}{owner}|{person}{owner}?|{role}{owner})*"
    r"(?:[{word}{capital}]{1,2}(?=[{state}{government}]))?"
    r"(?:(?<=[{word}{capital}])[{state}{government}]{owner}?)?"
    r"[{former}{current}]*"
    r"(?:[{country}{body}]{owner}?|(?<={former}){person}{owner}?(?={role}))*"
    r"(?:(?<={owner})[{former}{current}]?[{word}{capital}]{1,3}"
    r"|(?<={owner}[{former}{current}])[{word}{capital}])?)"
)
SERVED = r"[{of}{to}]{the}*{country}?{owner}?[{current}{former}]?{word}?{role}"  # "to the Russian president"
POST = (
    r"(?P<post>(?:{of}{the}*(?:[{country}{body}]{owner}?)+(?:{and}{the}?[{country}{body}]{owner}?)?"
    r"|{to}{the}*(?:{country}{owner}?)?{body}"
    r"|[{of}{to}]{the}*[{country}{body}{former}]*{owner}?[{capital}{word}]{0,3}[{state}{government}]"
    r"|{of}{the}?{country}?{owner}?{rebel}[{capital}{word}{body}]{0,3}{state}?"
    r"|(?<={country})[{to}{in}]{the}?{country}(?:{and}{the}?{country}(?=,))?"
    r"|{of}{the}?{role}(?:{to}{the}?{country})?(?=,)"
    rf"|{SERVED}{{person}}"
    r"|(?<={role}){to}{person}"
    r"|{of}{the}[{word}{town}]{1,2}(?=,))*)"
)
POST_ALONE = POST.replace(SERVED + "{person}", SERVED + "{person}?")  # who is served need not be named
MORE = POST.replace("?P<post>", "?P<more>")
ROLE = r"(?P<role>{role})(?!{owner})"

# Before the name.
BEFORE = compile_shape(
    PRE + ROLE + POST + r"(?:(?:[,{and}]*[{the}{country}{former}{current}{body}{honorific}]*"
    r"|[,{and}]+{the}?{capital}{1,3}(?:{and}{capital}{1,3})?){role}" + MORE + r")*"
    r"[,-]?[{the}{current}]?{honorific}*$"
)
# The office of somebody before: "the foreign minister of France, X, the foreign minister of Italy, | Y".
APPOSED = compile_shape(r"{person}(?:{of}{the}?{country})?,[{the}{current}{former}]*$")
LED = compile_shape(
    r"{role}(?:{of}{the}?[{country}{body}])?,[{the}{honorific}]*{person},{and}?[{the}{current}{former}]*$"
)
AGAIN = compile_shape(r",[{the}{honorific}]*{person}")
PARTED = compile_shape(r",{the}?{honorific}*$")
# After a role ", and" begins with somebody else.
OTHERS = compile_shape(r"^[^{role}]*,{and}[{the}{country}{former}{current}{body}{honorific}]*{role}")
# "whose president at the time was"
IS = compile_shape(PRE + r"(?P<role>{role})" + POST + r"(?:,?[{to}{in}]{the}{word},?)?[{is}{was}]$")

# After the name: "is", ",", "has served eight years as", "was sworn in on Thursday as", "on his election as".
HOLDS = (
    r"(?:,?{word}?[{is}{was}{has}{who}]+[{the}{as}]?|[,(-]"
    r"|,?[{word}{is}{was}{has}{who}{the}{current}]{0,3}[{serves}{served}{succeeds}]"
    r"(?:[{word}{capital}{the}]{0,4}{as}?|[{word}{capital}{the}{in}{to}{until}{year}]{0,7}{as})"
    r"|[{in}{to}]?{the}{election}(?:{as}|[{in}{to}]{the}?{word}{of}))"
)
AFTER = compile_shape(
    rf"(?:,{{who}}[^,.{{person}}{{role}}]{{1,25}}(?:,|(?={{is}}{{word}}?{{serves}})))?(?P<holds>{HOLDS})"
    r"[{the}{current}{former}{in}{to}]{0,2}[{capital}{word}]?"
    + PRE
    + ROLE
    + POST_ALONE
    + r"(?P<at>,{the}?(?:{country}{owner}?)?{body}(?=[,.)]|$))?"  # "Administrator, USAID,"
)
# A verb between two offices: "X, an economist, | was named prime minister".
ALSO = compile_shape(r",[{has}{was}{is}]*[{is}{was}{serves}{served}]")
# After a role that is the next name's: "Bennett, Foreign Minister | Lapid".
NEXT = compile_shape(
    r"[{person}{capital}]"
    r"|{and}[{the}{country}{current}{former}{body}]*{role}[{the}{current}{honorific}]*{person}"
)
# "replaced Y as president"
SUCCEEDS = compile_shape(
    r"[{has}{who}{is}{was}]{0,2}{succeeds}(?P<other>{person})(?:[{in}{to}][{the}{capital}{year}]{1,3})?,?"
    r"{as}{the}?" + PRE + r"(?P<role>{role})" + POST
)
# "appointed ambassador in succession to Y", "..., replacing Y"
IN_SUCCESSION = compile_shape(r"(?:,?{in}{word}{to}|,{succeeds})[{the}{honorific}]*(?P<other>{person})")
NAMING = compile_shape(r"(?:{election}{of}|{serves})[{the}{honorific}]*$")  # "the appointment of"
NAMED_AS = compile_shape(r"(?:{of}{the}?{country})?(?P<holds>{as}{the}?)" + PRE + ROLE + POST)
REPLACED = compile_shape(r"(?:^[{word}{capital}]|{person}{word}?){succeeds}[{the}{honorific}]*$")
ENDED = compile_shape(r"(?:{of}{year}|{in}{year}|{until}{year}|{until})")  # what follows "was president"

# Bodies and countries of those who need no role, and beside a role.
OF_BODY = compile_shape(
    r"(?:{of}{the}?|,{word}[{in}{to}]{the}?[{state}{government}{country}]?{owner}?)(?P<body>{body})"
    r"|,?{of}{the}?[{country}{capital}{word}]{0,3}{government}"
)
NAMED_BODY = compile_shape(r"{role}{of}{the}?(?:{country}?{owner}?{the}?)(?P<body>{body})")
# "of Israel", "(Israel)", ", Israel" at the end of a list's point
OF_COUNTRY = compile_shape(r"(?:,?{of}{the}?|\(|,{the}?(?={country}\.?$))(?P<country>{country})")
# "President X of Nauru | President Y of Niue", a list without any mark
THE_LAST_ONES = compile_shape(r"{person}{of}{the}?{country}$")
UNKNOWN_BODY = compile_shape(r"{of}{the}?{word}?{capital}")

# Several people under one title.
NAMES = (
    r"(?P<names>(?:[,{and}]*{the}?{honorific}*{person}(?:{of}{the}?{country}|\({country}\))?)*"
    r"[,{and}]*{honorific}*)$"
)
LIST = compile_shape(
    r"(?P<places>(?:{the}?{country}[,{and}]*)*)(?P<role>{roles})"
    r"(?P<post>(?:{of}{the}?[{country}{body}](?:[,{and}]+{the}?[{country}{body}])*)?)"
    r"(?:[,(:-]|[{word}{is}{was}]{1,5}-)?" + NAMES
)
# One name only after a plural: the sentence goes on with it, "In talks with Israeli officials, Mr. X said".
OPENING = compile_shape(
    r"(?:[^{person}{roles}]*){roles}[^{person},]*,{honorific}*\|"
    r"(?!(?:{of}{the}?{country}|\({country}\))?[,{and}]+{the}?{honorific}*{person})"
)
COUNTERPARTS = compile_shape(
    r"(?P<places>(?:{the}?{country}[,{and}]*)+)[{counterpart}{colleague}](?:{of}{the}?[{country}{body}])?,?"
    + NAMES
)

# Who held an office before and after: "his predecessor, X", "X, who was Y's predecessor".
HEIR = compile_shape(
    r"(?:{the}|(?P<owner>{person}){owner})[{current}{former}]?(?P<kind>[{predecessor}{successor}]),?$"
)
HEIR_OF = compile_shape(
    r",?[{who}{is}{was}{has}]*(?:{country}?{role})?(?P<other>{person}){owner}[{current}{former}]?"
    r"(?P<kind>[{predecessor}{successor}])"
)

# Titles and names in a row, of which the last may be of the first one's country.
CHAIN = compile_shape(
    r"{person}(?:{of}{the}?{country})?[,{and}]+[{the}{current}]*(?:{role}(?:{and}{capital}{1,3})*{and})?"
    r"[{the}{country}{body}{owner}{current}{former}{honorific}]*{capital}{0,3}{role}(?:,{role})?[,-]?{honorific}*$"
)
# "X, Minister of Trade, and Y, Minister of Health"
CHAIN_AFTER = compile_shape(r"{person},{the}?{role}[^.{person}{role}{country}]{0,9}{and}[{the}{honorific}]*$")

# In brackets after a name or role, only repeated: "Member of Parliament (MP)", "the Labour Party (PvdA)";
# what somebody is of at home: "Chris Murphy (D-CT)"; what an editor has added: "President [of Kenya, X] Y".
ASIDE = compile_shape(
    r"(?<=[{body}{role}{roles}{country}{state}{government}])\([{body}{role}{roles}{country}{capital}]\)"
    r"|(?<={person})\((?:[{capital}{honorific}]|{capital}-[{capital}{country}])\)"
    r"|\[[^][{country}]{1,8}\]|\[(?={of}{the}?{country})|(?<={country}),?[{capital}{word}{person}]{0,2}\]"
)
