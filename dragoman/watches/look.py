"""Looking at the watches of a library: what has become new in each since its last look is kept with it.

What a watch finds at its first look is old: it is remembered, and not told. Articles that are known are told
from new ones by when they were added; those of the last HELD hours are listed besides, for a batch that
another process commits may have begun before this look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from dragoman.analysis.tables import Tables
from dragoman.library.schema import now
from dragoman.library.watches import News, Watch
from dragoman.watches.news import NEWS, renew_strong, weigh_strength
from dragoman.watches.scene import Scene

if TYPE_CHECKING:
    from dragoman.analysis.library import Library

HELD = timedelta(hours=24)


def look(library: Library, moment: datetime | None = None) -> list[tuple[str, News]]:
    """Look at all watches whose time has come; what each has found that is new, as (name of the watch, news).

    Each look is one commit. What another process has looked at meanwhile is its finding, and kept once.
    """
    moment = moment or now()
    due = [watch for watch in library.watches.list() if watch.is_due(moment)]
    if not due:
        return []
    tables = library.tables()
    rows = library.rows(["id", "added"])
    added = dict(zip(rows["id"].to_pylist(), rows["added"].to_pylist(), strict=True))
    told: list[tuple[str, News]] = []
    for before, (after, news) in zip(due, look_at(tables, added, due, moment), strict=True):
        if library.watches.put_back(after):
            told += [(before.name, item) for item in news]
    return told


def look_at(
    tables: Tables, added: Mapping[str, datetime], watches: Sequence[Watch], moment: datetime
) -> list[tuple[Watch, list[News]]]:
    """Each watch as it is after a look at tables, and what it has to tell, of articles added by this moment.

    `added` says of each article's identifier when it was added.
    """
    times = np.array([added.get(id, datetime.max) for id in tables.article_ids], dtype="datetime64[us]")
    here = times <= np.datetime64(moment)
    scenes = []
    for watch in watches:
        listed = [tables.article_of[id] for id in watch.known if id in tables.article_of]
        known = times <= np.datetime64(watch.horizon or datetime.min)
        known[listed] = True
        scenes.append(Scene(tables, here & known, here & ~known, moment))
    # which pairs are stronger does not depend on what a watch knew
    strong = weigh_strength(Scene(tables, here, here, moment), watches)
    return [
        _look(replace(scene, strong=strong), watch, added)
        for scene, watch in zip(scenes, watches, strict=True)
    ]


def _look(scene: Scene, watch: Watch, added: Mapping[str, datetime]) -> tuple[Watch, list[News]]:
    first = watch.looked is None
    if first:  # all is known; what would be told of it is not told later either
        scene = replace(scene, known=scene.known | scene.fresh, fresh=np.zeros_like(scene.fresh))
        found = list(NEWS["silence"].find(scene, watch)) if "silence" in watch.tells else []
    else:
        asked = watch.tells if scene.fresh.any() else set(watch.tells) & {"silence"}
        found = [item for kind, row in NEWS.items() if kind in asked for item in row.find(scene, watch)]
    old = set(watch.told)
    news = [] if first else [item for item in found if item.id not in old]
    return _remember(scene, watch, added, found, news), news


def _remember(
    scene: Scene, watch: Watch, added: Mapping[str, datetime], found: Iterable[News], news: list[News]
) -> Watch:
    held = np.flatnonzero(scene.known | scene.fresh).tolist()
    ids = [scene.tables.article_ids[number] for number in held]
    newest = max((added[id] for id in ids), default=datetime.min + HELD)
    horizon = max(newest - HELD, watch.horizon or datetime.min)
    return replace(
        watch,
        looked=scene.moment,
        horizon=horizon,
        known=tuple(id for id in ids if added[id] > horizon),
        strong=renew_strong(scene, watch),
        told=tuple(dict.fromkeys((*watch.told, *(item.id for item in found)))),
        news=(*watch.news, *news),
    )
