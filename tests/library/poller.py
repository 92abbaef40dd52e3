"""A program that looks at a feed of a library and reads by hand: what a test kills."""

import sys

from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.library.polling import poll_feed

if __name__ == "__main__":
    poll_feed(Library(sys.argv[1], HandReaders()), sys.argv[2])
