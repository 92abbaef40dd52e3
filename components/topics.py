"""What the Topics page shows: the table of topics, the form of one, and what a change of it would bring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.library import ask
from components.lists import show_head, show_note
from components.safe_text import escape, escape_markdown, mark_pieces, show
from components.view_state import link_article, link_entity, make_link
from components.words import count
from dragoman.analysis.library import Library
from dragoman.errors import DragomanError
from dragoman.knowledge.user_topics import Listed
from dragoman.library.topics import TopicPreview
from dragoman.model import View
from dragoman.questions.rows import list_names

STATES = {"built in": "built in", "changed": "changed by you", "yours": "yours", "off": "switched off"}
LISTS = {  # field -> label, help, height
    "strong": ("Words that say it", "Each counts much: `ceasefire*`, `peace talk*`.", 150),
    "terms": ("Words that suggest it", "Each counts half as much: `truce`, `negotiat* ... end`.", 150),
    "hints": ("Hints", "Each counts a little: `stability`.", 90),
    "title": ("Words that count in a title only", "Most of all, but nowhere else.", 70),
    "unless": ("Phrases that exclude", "Within one of these no word counts: `cold war`.", 90),
}
HOW = (
    "One word or phrase a line. A star stands for any ending (sanction* finds sanctions and sanctioned), "
    "three dots for up to five words between. Capitals matter only in words of capitals alone (WHO). A "
    "line such as board (with: king, queen) counts only in a paragraph that holds one of the others too."
)
WITH = "(with:"


def show_said() -> None:
    """What the last change did."""
    if said := st.session_state.pop("topics_said", None):
        st.success(escape_markdown(said), icon=":material/check:")


def show_outdated(library: Library) -> None:
    """Say how many articles other topics were looked for in, with the button that mends it."""
    if outdated := library.topics.count_outdated():
        with st.container(horizontal=True, vertical_alignment="center"):
            show_note(f"In {count(outdated, 'article')} other topics were looked for than those below.")
            if st.button("Read topics again", key="topics_reread"):
                _reread(library, outdated, "")


def show_table(library: Library, listed: Sequence[Listed], chosen: str) -> None:
    """All topics; each opens in the form, its number opens its articles."""
    counts = (
        dict(ask(list_names, library, View(), "topic")[["id", "count"]].itertuples(index=False))
        if library.count()
        else {}
    )
    head = (
        '<th>Topic</th><th>IPTC code</th><th class="d-number">Words</th>'
        '<th class="d-number">Articles</th><th>State</th>'
    )
    rows = []
    for row in listed:
        topic, key = row.topic, f"topic:{row.topic.id}"
        name = (
            f'<a href="{escape(make_link(View(page="topics", selection=(key,))))}">{escape(topic.label)}</a>'
        )
        number = (
            f'<a href="{escape(link_entity(key, View()))}">{counts[key]:,}</a>' if counts.get(key) else "0"
        )
        state = "" if row.state == "built in" else escape(STATES[row.state])
        listed_codes = ", ".join(code.removeprefix("medtop:") for code in topic.iptc)
        codes = f'<small class="d-quiet">{escape(listed_codes) or "none"}</small>'
        rows.append(
            f"<tr><td>{f'<b>{name}</b>' if topic.id == chosen else name}</td><td>{codes}</td>"
            f'<td class="d-number">{len(topic.terms):,}</td>'
            f'<td class="d-number">{number}</td><td><i>{state}</i></td></tr>'
        )
    show(
        f'<div class="d"><table class="d-table"><thead><tr>{head}</tr>'
        f"</thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def show_topic(library: Library, listed: Listed | None) -> None:
    """The form of a topic, or of a new one, with what a change would bring."""
    row = listed.row if listed else {}
    id = listed.topic.id if listed else ""
    if listed:
        show_head(listed.topic.label, f"topic:{id}, {STATES[listed.state]}. {listed.topic.description}")
        show('<div class="d"><a class="d-link" href="topics">Add a topic of your own instead</a></div>')
    else:
        show_head("A topic of your own", "Or choose one from the table to change it or switch it off.")
    with st.form(f"topic_{id}"):
        label = st.text_input("Name", row.get("label", ""), key=f"topic_label_{id}")
        lists = {}
        for field, (name, help, height) in LISTS.items():
            lines = "\n".join(_write_line(term) for term in row.get(field, ()))
            lists[field] = st.text_area(name, lines, help=help, height=height, key=f"topic_{field}_{id}")
        st.caption(escape_markdown(HOW))
        with st.container(horizontal=True):
            look = st.form_submit_button("See what changes")
            save = st.form_submit_button("Save and read topics again", type="primary")
    fields = _find_changes(row, label, lists)
    if look:
        _show_preview(library, id, label, fields)
    if save:
        _save(library, id, label, fields)
    if listed:
        _show_switches(library, listed)


def _find_changes(row: Mapping[str, Any], label: str, lists: Mapping[str, str]) -> dict[str, Any]:
    """The fields that are not as they were. None takes one away."""
    fields: dict[str, Any] = {}
    if label.strip() != row.get("label", ""):
        fields["label"] = label.strip()
    for field, lines in lists.items():
        terms = [_read_line(line.strip()) for line in lines.splitlines() if line.strip()]
        if terms != list(row.get(field, ())):
            fields[field] = terms
    return fields


def _write_line(term: Any) -> str:
    """A term as the form shows it."""
    return f"{term['words']} (with: {', '.join(term['needs'])})" if isinstance(term, Mapping) else str(term)


def _read_line(line: str) -> Any:
    """The term that a line of the form stands for."""
    words, found, needs = line.partition(WITH)
    if not (found and words.strip() and line.endswith(")") and needs[:-1].strip()):
        return line
    return {
        "words": words.rstrip(),
        "needs": [part.strip() for part in needs[:-1].split(",") if part.strip()],
    }


def _name(id: str, label: str) -> str:
    """The identifier of a topic: its own, or one made of the name of a new one."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    return id or re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _check(library: Library, id: str, label: str, fields: Mapping[str, Any]) -> str:
    """The identifier, if there is something to look at or save; else a word on what is missing, and ""."""
    name = _name(id, label)
    if not name:
        st.warning("Give the topic a name.")
    elif not id and any(row.topic.id == name for row in library.topics.list()):
        st.warning("There is a topic of this name: choose it from the table to change it.")
    elif not fields:
        st.info("Nothing was changed.")
    else:
        return name
    return ""


def _show_preview(library: Library, id: str, label: str, fields: Mapping[str, Any]) -> None:
    if not (name := _check(library, id, label, fields)):
        return
    total, bar = max(1, library.count()), st.progress(0.0, "Looking through the articles …")
    try:
        preview = library.topics.preview(
            name,
            fields,
            lambda done: bar.progress(min(done / total, 1.0), f"{done:,} of {total:,} looked at"),
        )
    except DragomanError as error:
        st.error(escape_markdown(error), icon=":material/error:")
        return
    finally:
        bar.empty()
    show(_write_preview(preview))


def _write_preview(preview: TopicPreview) -> str:
    lead = (
        f"{count(preview.mentioning, 'article')} of the library "
        f"{'holds' if preview.mentioning == 1 else 'hold'} one of the words. {preview.filed:,} would be "
        f"filed under the topic; {preview.before:,} are now."
    )
    rows = "".join(
        f'<div class="d-row"><a href="{escape(link_article(View(), one.article))}">'
        f"<bdi>{escape(one.title)}</bdi></a>"
        f"<p>{mark_pieces(one.pieces)}</p></div>"
        for one in preview.examples
    )
    return f'<div class="d"><p><b>{escape(lead)}</b></p>{rows}</div>'


def _save(library: Library, id: str, label: str, fields: Mapping[str, Any]) -> None:
    if name := _check(library, id, label, fields):
        try:
            library.topics.change(name, fields)
        except DragomanError as error:
            st.error(escape_markdown(error), icon=":material/error:")
            return
        if not id:
            st.query_params["select"] = f"topic:{name}"
        _reread(library, library.topics.count_outdated(), f"{label.strip()} is saved. ")


def _show_switches(library: Library, listed: Listed) -> None:
    """Off and on, and back to what Dragoman has."""
    id, label = listed.topic.id, listed.topic.label
    own = not listed.built_in
    with st.container(horizontal=True):
        off = listed.state == "off"
        if st.button("Switch on" if off else "Switch off", key="topic_switch"):
            library.topics.change(id, {"off": not off})
            _reread(
                library, library.topics.count_outdated(), f"{label} is switched {'on' if off else 'off'}. "
            )
        if listed.state != "built in" and st.button(
            "Remove it" if own else "Back to the built-in topic", key="topic_restore"
        ):
            library.topics.restore(id)
            if own:
                st.query_params.pop("select", None)
            _reread(
                library,
                library.topics.count_outdated(),
                f"{label} is {'removed' if own else 'as Dragoman has it'}. ",
            )


def _reread(library: Library, total: int, said: str) -> None:
    """Find the topics of all articles anew, with a bar, and draw again."""
    bar = st.progress(0.0, "Reading topics again …")
    try:
        done = library.reread(
            lambda done: bar.progress(
                min(done / max(1, total), 1.0), f"{done:,} of {count(total, 'article')}"
            ),
            only_topics=True,
        )
    except DragomanError as error:
        st.error(escape_markdown(error), icon=":material/error:")
        return
    st.session_state["topics_said"] = f"{said}Topics were read again in {count(done, 'article')}."
    st.rerun()
