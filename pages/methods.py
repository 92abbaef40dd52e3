"""Methods: what numbers mean, how articles are read, how often that is right, what the samples are."""

import streamlit as st

from components.library import open_library
from components.lists import show_title
from components.methods import show_readers, show_records, show_rules
from dragoman import __version__
from dragoman.evaluation import read_records

RULES = (  # each example was read by the rules and gave this
    (
        "A surname stands for the article's full name.",
        "Yair Lapid flew to Rome on Friday. Lapid met his hosts there.",
        "Yair Lapid, twice",
    ),
    (
        "So do two surnames run together in a headline.",
        "Blinken Lapid meet in Rome",
        "Antony Blinken; Yair Lapid",
    ),
    (
        "Titles stay outside a name, particles inside.",
        "Crown Prince Mohammed bin Salman received his guests.",
        "Mohammed bin Salman",
    ),
    (
        "A surname that two people share stays open.",
        "Rashid Karimov and Timur Karimov arrived. Karimov spoke first.",
        "Karimov: unresolved",
    ),
    (
        "The office shown is the one that the article states.",
        "Israeli Foreign Minister Yair Lapid met his guest.",
        "Foreign Minister, Israel",
    ),
    (
        "One title may hold for several.",
        "Presidents Joe Biden and Xi Jinping spoke on Monday.",
        "President, United States; President, China",
    ),
    (
        "A capital that acts is its government, one that is visited a place.",
        "Washington warned of new sanctions after talks in Rome.",
        "United States, as its government; Italy, as its capital",
    ),
    ("A place inside another name does not count.", "He wrote for the Washington Post.", "no country"),
    (
        "An abbreviation is the body that it was introduced with.",
        "The International Atomic Energy Agency (IAEA) reported. The IAEA said more.",
        "one organization",
    ),
    (
        "Topics come from terms, which can be edited, and from what was learnt of words.",
        "The ceasefire held for a second day. The truce was agreed in Cairo.",
        "Ceasefire and peace talks",
    ),
)

library = open_library()
show_title(
    "Methods",
    f"Dragoman {__version__} reads diplomatic news and shows which officials, "
    "countries and topics appear together over time.",
)
st.markdown(
    """
## What a number means

- A **mention** is a place in an article that names a person, country, organization or topic. \
It counts by what it stands for:
  "Blinken" counts for Antony Blinken where the article names him in full, "Israeli" stands for Israel. Hover
  over a highlighted mention to see why it stands for its name.
- A **pair** is two names in the same sentence, paragraph or article, as you choose. \
The number of a pair is the number of
  articles in which that happens at least once, never the number of mentions, \
so one long article does not outweigh ten short
  ones.
- A **story** is one text with its reprints and shortened copies. \
Count in stories to count a widely reprinted wire story once;
  count in **outlets** to see how many newspapers, agencies or ministries it appeared in.
- Every number opens its rows: \
as many articles, stories or outlets as the number says, each with its sentences.
- **Overlap** (Jaccard) is the share of those naming either of the two that name both. \
**Tie** (NPMI) compares how often two are
  named together with how often chance alone would have it: 0 is chance, 1 is only ever together. \
**Log-likelihood** says how sure
  it is that this is not chance: 3.84 and more at 95 %. All three are made of four counts: \
both, the one, the other, and all.
- An **interval** is where the true value lies in 95 of 100 such samples; wide means too few to say.
- Being named together is not being together: a sentence may name two people who never met.
- A date is *stated* by the source, *parsed* from its text, or *guessed* from its file; \
articles without a date stay out of what
  is drawn over time.

## How an article is read

Models that learnt from marked articles decide what a name is and what an article is about, from what a \
language model (spaCy), tables and rules propose; rules say which surname is whose, who holds which office, \
and what stands for a country. Each article is read by itself. All rules, each with an example, stand in \
docs/methods.md of the project.
"""
)
show_rules(RULES)
st.markdown(
    """
## How often it is right

The reading makes mistakes: it misses some names and misreads others. \
Open the sentences before you rely on a number.
"""
)
records = read_records()
show_records(records)
st.markdown("## What read this library")
show_readers(library.status(), records)
st.markdown(
    """
## The sample articles

They were written for this project in its own words, from public facts between 2014 and early 2025; outlets
called "Sample Wire" and the like do not exist. They show what Dragoman does and are no source: \
`data/SOURCES.md` says what each
was written from.
"""
)
