"""Folds for measuring outside the training: by article, with copies of a text in one fold."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

WORDS = 6  # of a run that two copies share
SHARED = 0.3  # of the shorter one's runs, from which two articles are copies


def deal_folds(articles: Sequence[tuple[str, str]], folds: int) -> list[int]:
    """The fold of each (id, text), from 0 on, by a hash of the id, so that more articles move none.

    Copies go where the first of them went.
    """
    parents = list(range(len(articles)))

    def find(i: int) -> int:
        while parents[i] != i:
            i = parents[i]
        return i

    runs = [_list_runs(text) for _, text in articles]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        shared: dict[int, int] = defaultdict(int)
        for run in own:
            for j in holders[run]:
                shared[j] += 1
            holders[run].append(i)
        for j, count in shared.items():
            if count > SHARED * min(len(own), len(runs[j])):
                first, second = sorted((find(i), find(j)))
                parents[second] = first
    return [_hash(articles[find(i)][0]) % folds for i in range(len(articles))]


def _list_runs(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}


def _hash(string: str) -> int:
    return int.from_bytes(hashlib.blake2b(string.encode(), digest_size=8).digest())
