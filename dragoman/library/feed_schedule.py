"""When feeds are looked at: after a pause, ever later when they fail, and never by a clock that was wrong."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.errors import FetchError, SourceError
from dragoman.settings import read_number

if TYPE_CHECKING:
    from dragoman.library.feeds import Feed

SOON = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)
LONGEST_ASKED = timedelta(days=7)  # that a site may ask to wait
SPREAD = 1.1  # a pause is up to so many times as long as it is set: many feeds do not come back at once
# So long a feed is left to the watcher who has taken it, and who says so again while the look goes on. A feed
# whose watcher was killed waits as long. A look that is doubled all the same costs requests and no more: the
# library knows the articles then.
HELD = timedelta(minutes=3)


def find_pause() -> timedelta:
    """Between two looks at a feed that is well. SettingError when the setting is no number."""
    return timedelta(minutes=max(1.0, read_number("feed_minutes")))


def plan_next(moment: datetime, asked: float, hurry: object) -> datetime:
    """When to look again after a good look; `asked`: seconds the site asks for, `hurry`: more is there."""
    return moment + max(
        _limit_wait(asked), SOON if hurry else find_pause() * random.uniform(2 - SPREAD, SPREAD)
    )


def plan_again(feed: Feed, error: SourceError, moment: datetime) -> Feed:
    """The feed after a look that failed: it is left alone for longer and longer."""
    failures = feed.failures + 1
    if isinstance(error, FetchError) and error.status == 410:
        return replace(
            feed,
            polled=moment,
            failures=failures,
            status="gone",
            note="The site says that this feed is gone for good.",
            next=None,
        )
    # So that many feeds do not come back at once
    wait = min(find_pause() * 2 ** min(failures, 10), LONGEST_WAIT) * random.uniform(0.5, 1)
    asked = _limit_wait(error.wait if isinstance(error, FetchError) else 0.0)
    note = f"It {told}" if (told := str(error).removeprefix(f"{feed.url} ")) != str(error) else str(error)
    return replace(feed, polled=moment, failures=failures, note=note, next=moment + max(wait, asked))


def _limit_wait(seconds: float) -> timedelta:
    return min(timedelta(seconds=min(seconds, 1e7)), LONGEST_ASKED)


def is_due(feed: Feed, moment: datetime) -> bool:
    """Whether to look at a feed by now (UTC): its time has come, or was set by a clock that was ahead."""
    return feed.status != "gone" and (feed.next is None or feed.next <= moment or is_ahead(feed, moment))


def is_ahead(feed: Feed, moment: datetime) -> bool:
    """Whether a feed's next look was set by a clock that was ahead of this moment's.

    It is further away than the pause, or than the longest wait after failures; and no site has asked for it,
    for the look that would have set it lies in the future too, or longer before it than a site may ask to
    wait.
    """
    if feed.next is None:
        return False
    longest = max(find_pause() * SPREAD, LONGEST_WAIT if feed.failures else HELD)
    if feed.next - moment <= longest:
        return False
    return (
        feed.polled is None or feed.polled > moment or feed.next - feed.polled > max(longest, LONGEST_ASKED)
    )
