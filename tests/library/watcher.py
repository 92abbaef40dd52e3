"""A program that watches a library's feeds once and reads by hand: a test starts two of it at once."""

import sys

from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.library.polling import watch_feeds

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    watch_feeds(Library(sys.argv[1], HandReaders()), lambda poll: print(poll.feed.url, flush=True), once=True)
