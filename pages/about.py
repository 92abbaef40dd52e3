"""About: what the numbers mean, how articles are read, and what the sample articles are."""

import streamlit as st

from components.library import open_library
from components.lists import show_title
from components.text import escape_markdown
from components.words import count
from dragoman import __version__

library = open_library()
show_title(
    "About", f"Dragoman {__version__} reads diplomatic news and shows which officials, countries and topics appear together over time."
)
readers = [f"{escape_markdown(name)} ({count(number, 'article')})" for name, number in sorted(library.status().items())]

st.markdown(
    f"""
**What a number means**

- A **mention** is a place in an article that names a person, country, organization or topic. It counts by what it stands for:
  "Blinken" counts for Antony Blinken where the article names him in full, "Israeli" and "Tel Aviv" may stand for Israel. Hover
  over a highlighted mention to see why it stands for its name.
- A **pair** is two names in the same sentence, paragraph or article, as you choose. The number of a pair is the number of
  articles in which that happens at least once, never the number of mentions, so one long article does not outweigh ten short
  ones.
- A **story** is one text with its reprints and shortened copies. Count in stories to count a widely reprinted wire story once;
  count in **outlets** to see how many newspapers, agencies or ministries it appeared in.
- Every number opens its rows: as many articles, stories or outlets as the number says, each with its sentences.
- **Overlap** is the share of articles naming either of the two that name both. **Tie** (NPMI) compares how often two are named
  together with how often chance alone would have it: 0 is chance, 1 is only ever together. Treat both with care for pairs named
  together only a few times.

**How an article is read**

- Names are found by a spaCy pipeline, then resolved within the article: surnames to full names, adjectives, abbreviations and
  capitals to countries. Offices are those that the article states ("Israeli Foreign Minister Yair Lapid"). Topics come from a
  table of terms that you can edit.
- The reading makes mistakes. It misses some names and misreads others; people who share a name may be mixed up. Open the
  sentences before you rely on a number.
- A date is *stated* by the source, *parsed* from its text, or *guessed* from its file; articles without a date stay out of what
  is drawn over time.
- Being named together is not being together: a sentence may name two people who never met.

**This library** was read by {"; ".join(readers) or "nothing yet"}.

**The sample articles** were written for this project in its own words, from public facts between 2014 and early 2025; outlets
called "Sample Wire" and the like do not exist. They show what Dragoman does and are no source: `data/SOURCES.md` says what each
was written from.
"""
)
