"""Changes a library's articles again and again until its input ends: changer.py LIBRARY reread|edit."""

import sys
import threading
from itertools import count

from reading_by_hand import HandReaders

from dragoman.analysis.library import Library
from dragoman.errors import LibraryError

if __name__ == "__main__":
    uri, job = sys.argv[1:]
    readers, ended = HandReaders(), threading.Event()
    library = Library(uri, readers)
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    print("ready", flush=True)
    for number in count(2):
        readers.rules = f"r{number}"
        if job == "reread":
            library.reread()
        for id in library.rows(["id"])["id"].to_pylist() if job == "edit" else ():
            try:
                library.edit(id, title=f"Title {number}")
            except LibraryError as error:
                assert "it may have been deleted meanwhile" in str(error)  # noqa: PT017 - no test, but what one starts
        if ended.is_set():
            break
    print(number)
