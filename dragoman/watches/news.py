"""What a watch can tell: a row a kind of news, with the words for it and what finds it.

Each finder takes a scene and a watch, and gives what is new in the watch's view by the articles that have
come since its last look; a look drops what was told before. A further kind is one more row of `NEWS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from dragoman.analysis.changes import RATE, Days, control_discoveries, count_changes
from dragoman.analysis.counting import Bools, Ints
from dragoman.analysis.evidence import find_counted_articles
from dragoman.analysis.filtering import find_entities
from dragoman.analysis.pairs import count_groups
from dragoman.analysis.tables import Tables, switched_on
from dragoman.library.watches import News, Strong, Watch
from dragoman.model import KINDS, Changes, Filter, Reason, View
from dragoman.questions.question import drop_dates
from dragoman.watches.offices import tell_offices
from dragoman.watches.scene import (
    Scene,
    find_span,
    lead_stories,
    list_focus,
    list_numbers,
    make_news,
)

ESTABLISHED = 3  # stories that must have named either of two names before, for their meeting to be news
CROWD = 6  # names in a sentence beyond which it is a list, and says nothing of any two of them
WINDOW = 28  # days whose pairs are held against their own past
PAST = 365  # days before them
ENOUGH = 3  # stories of the window that a stronger pair is in at least


@dataclass(frozen=True, slots=True)
class Telling:
    """A kind of news: its words on screens, and what finds it."""

    words: str
    find: Callable[[Scene, Watch], Iterator[News]]


def tell_articles(scene: Scene, watch: Watch) -> Iterator[News]:
    """Each article that has come into the view; of copies one, and none of what is known already."""
    focus = _list_known(scene, list_focus(watch.view))[:2]
    for number in lead_stories(scene, list_numbers(scene.passes(watch.view.filter) & scene.fresh)):
        id = scene.tables.article_ids[number]
        view = View("article", watch.view.filter, article=id)
        title = str(scene.tables.texts["title"][int(scene.tables.row[number])].as_py() or "").strip()
        said = f"New article: {title or '(without a title)'}"
        yield make_news(scene, watch, "article", (id,), said, view, [number], focus[:1], "article")


def tell_pairs(scene: Scene, watch: Watch) -> Iterator[News]:
    """Pairs of the view whose two names stand together for the first time in this library.

    Both must have been in it before, in ESTABLISHED stories: else every name that comes would be news with
    all that stand around it.
    """
    view, tables = watch.view, scene.tables
    columns, ends = tables.pair_columns(view.kinds, view.unit, view.filter)
    on = switched_on(view.filter)
    now = count_groups(tables, columns, scene.passes(drop_dates(view.filter)) & scene.fresh, on, "article")
    before = count_groups(tables, columns, scene.known, 255, "article")  # by whatever route
    established = count_groups(tables, tables.list_named(Filter()), scene.known, 255, "story") >= ESTABLISHED
    chosen = (now > 0) & (before == 0) & established[ends].all(axis=1)
    if view.filter.officials_only:
        start, end = tables.kind_range("person")
        chosen &= (
            np.array([tables.official[e] or not start <= e < end for e in ends.ravel()])
            .reshape(ends.shape)
            .all(axis=1)
        )
    chosen &= _holds_focus(scene, view, ends)
    for place in np.flatnonzero(chosen):
        articles = columns.find_articles(int(place), scene.passes(drop_dates(view.filter)) & scene.fresh, on)
        articles = articles[~np.isin(tables.story[articles], np.unique(tables.story[scene.known]))]
        articles = _drop_lists(scene, articles, ends[place]) if view.unit == "sentence" else articles
        if not len(articles):
            continue
        pair, labels = _name_pair(tables, view, ends[place])
        opened = replace(
            view, page="connections", selection=pair, opened=find_span(tables, articles), article="",
            counted_in="article", number=1, reason=Reason(),
            filter=drop_dates(view.filter),
        )  # fmt: skip
        said = f"First time together: {labels[0]} and {labels[1]}"
        yield make_news(scene, watch, "pair", pair, said, opened, articles, pair, view.unit)


def tell_stronger(scene: Scene, watch: Watch) -> Iterator[News]:
    """Pairs that the last WINDOW days name surely more often than the PAST days before, as an article of now
    shows; again only when such a time has passed and another comes."""
    window, baseline = find_windows(scene.day)
    seen = {(item.a, item.b): item.seen for item in watch.strong}
    for row in scene.strong.get(watch.name, pd.DataFrame()).to_dict("records"):
        pair = (str(row["a"]), str(row["b"]))
        if scene.day - seen.get(pair, date.min) <= timedelta(days=WINDOW):
            continue
        view = replace(
            watch.view, page="changes", selection=pair, counted_in="story", article="", number=1,
            reason=Reason(), side=1, changes=Changes(window, baseline),
        )  # fmt: skip
        articles = _find_pair(scene, view, pair, window)
        if not scene.fresh[articles].any():
            continue
        said = (
            f"Stronger: {row['a_label']} and {row['b_label']}, {row['count']:.0f} of {row['total']:.0f} "
            f"stories in {WINDOW} days; in the year before {row['count_before']:.0f} of "
            f"{row['total_before']:.0f}"
        )
        subject = (*pair, scene.day.isoformat())
        yield make_news(scene, watch, "stronger", subject, said, view, articles, pair, view.unit)


def tell_silence(scene: Scene, watch: Watch) -> Iterator[News]:
    """That no article of the view has a day within so many days before this one."""
    tables = scene.tables
    articles = list_numbers(scene.passes(watch.view.filter) & (scene.known | scene.fresh))
    articles = articles[~np.isnat(tables.day[articles])]
    if not len(articles):
        return
    last = tables.day[articles].max().item()
    days = (scene.day - last).days
    if days >= watch.silence:
        newest = articles[tables.day[articles] == np.datetime64(last, "D")]
        filter = replace(watch.view.filter, start=last, end=last)
        view = View("articles", filter)
        said = f"Silence: no article for {days} days, the last on {last.isoformat()}"
        focus = _list_known(scene, list_focus(watch.view))
        yield make_news(
            scene, watch, "silence", (last.isoformat(),), said, view, newest, focus[:1], "article"
        )


NEWS: dict[str, Telling] = {
    "article": Telling("a new article", tell_articles),
    "pair": Telling("two named together for the first time", tell_pairs),
    "stronger": Telling("a pair clearly stronger than its own past", tell_stronger),
    "office": Telling("a new name in an office", tell_offices),
    "silence": Telling("silence", tell_silence),
}


def find_windows(day: date) -> tuple[Days, Days]:
    """The days whose pairs are tested, up to this one, and those that they are held against."""
    start = day - timedelta(days=WINDOW - 1)
    return (start, day), (start - timedelta(days=PAST), start - timedelta(days=1))


def weigh_strength(scene: Scene, watches: Sequence[Watch]) -> dict[str, pd.DataFrame]:
    """Watch -> its pairs that are surely stronger than before, as of `analysis.changes.count_changes`.

    False discoveries are held down over the pairs of all watches together.
    """
    frames = {watch.name: _count_changes(scene, watch) for watch in watches if "stronger" in watch.tells}
    if not frames:
        return {}
    sure = control_discoveries(
        np.concatenate([frame["p"].to_numpy(dtype=float) for frame in frames.values()])
    )
    found, start = {}, 0
    for name, frame in frames.items():
        frame = frame.assign(q=sure[start : start + len(frame)])
        start += len(frame)
        up = (frame["q"] <= RATE) & (frame["count"] >= ENOUGH) & (frame["share"] > frame["share_before"])
        found[name] = frame[up]
    return found


def renew_strong(scene: Scene, watch: Watch) -> tuple[Strong, ...]:
    """What is remembered of stronger pairs after a look: those of now, and others for as long as WINDOW."""
    held = {(item.a, item.b): item for item in watch.strong if (scene.day - item.seen).days <= WINDOW}
    for row in scene.strong.get(watch.name, pd.DataFrame()).to_dict("records"):
        held[row["a"], row["b"]] = Strong(row["a"], row["b"], scene.day)
    return tuple(held.values())


def _count_changes(scene: Scene, watch: Watch) -> pd.DataFrame:
    view = watch.view
    frame = count_changes(
        scene.tables, drop_dates(view.filter), *find_windows(scene.day), view.kinds, view.unit, "story",
        given="tested",
    )  # fmt: skip
    if focus := _list_in_kinds(view):
        frame = frame[frame["a"].isin(focus) | frame["b"].isin(focus)]
        if len(view.selection) == 2:
            frame = frame[frame["a"].isin(view.selection) & frame["b"].isin(view.selection)]
    return frame


def _list_known(scene: Scene, identifiers: Sequence[str]) -> list[str]:
    return [id for id in identifiers if id in scene.tables.entity_of]


def _list_in_kinds(view: View) -> tuple[str, ...]:
    """Of the names that a view is about those that can be in its pairs."""
    return tuple(id for id in list_focus(view) if id.partition(":")[0] in view.kinds)


def _holds_focus(scene: Scene, view: View, ends: Any) -> Bools:
    """Which pairs have a name that the view is about; both, where a pair is selected."""
    focus = _list_in_kinds(view)
    if not focus:
        return np.ones(len(ends), dtype=bool)
    numbers = [number for number in find_entities(scene.tables, Filter(), focus) if number is not None]
    among = np.isin(ends, numbers)
    return np.asarray(among.all(axis=1) if len(view.selection) == 2 else among.any(axis=1), dtype=bool)


def _drop_lists(scene: Scene, articles: Ints, ends: Any) -> Ints:
    """Of some articles those with a sentence that names both of a pair and is no list of many names."""
    if not len(articles):
        return articles
    rows = scene.tables.query(
        """
        SELECT article FROM mentions JOIN entities USING (entity)
        WHERE list_contains(?::INTEGER[], article) AND kind IN ('person', 'country', 'organization')
        GROUP BY article, sentence
        HAVING count(DISTINCT entity) <= ? AND count(DISTINCT entity) FILTER (entity IN (?, ?)) = 2
        """,
        [articles.tolist(), CROWD, *ends.tolist()],
    )
    return articles[np.isin(articles, rows["article"].to_numpy())]


def _name_pair(tables: Tables, view: View, ends: Any) -> tuple[tuple[str, str], tuple[str, str]]:
    """The identifiers and labels of a pair, the first of the view's first kind."""
    first, second = ends.tolist()
    if KINDS.index(view.kinds[0]) > KINDS.index(view.kinds[1]):
        first, second = second, first
    ids = (tables.entity_ids[first], tables.entity_ids[second])
    return ids, (str(tables.labels[first]), str(tables.labels[second]))


def _find_pair(scene: Scene, view: View, pair: tuple[str, str], span: Days) -> Ints:
    return find_counted_articles(scene.tables, drop_dates(view.filter), pair, view.unit, span)
