"""The same reading on several machines, with Ray: the extra `dragoman[ray]`.

    files -> pieces of articles -> Ray Data, an actor a core -> readings -> Library.add_read, in order

Pieces and their readings are Parquet files in a work folder or bucket that all machines see. A file has its
name only when it is whole, and its name is a hash of what is in it: whoever is lost or stopped loses at most
the pieces that were being read, and the same command goes on with the others. What makes one library of them
is `Library.add`'s own code, in this process, in the order of the files; so the rows are the same as without
Ray.
"""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from pyarrow import fs

from dragoman.errors import ModelError, SettingError, SourceError
from dragoman.knowledge import Topic
from dragoman.library.adding import Progress, make_storable
from dragoman.library.made_readings import Made
from dragoman.library.pieces import Piece, Pieces
from dragoman.library.reading_processes import MANY, Readers, count_workers
from dragoman.library.store import Store
from dragoman.library.summary import Summary
from dragoman.model import Article, Item
from dragoman.reading import key_text
from dragoman.settings import ROWS, read_setting
from dragoman.sources import parse_in_process, read_source

LOCAL = "local"
PIECE = 128  # articles that an actor is handed at a time: some ten seconds of reading
AHEAD = 1024  # items that are looked up in the library together
POLL = 0.5  # seconds between looks for a piece that is being read
MEMORY = 256 << 20  # bytes for Ray's own objects on one machine: they are names of pieces
BUCKETS = ("s3://", "gs://", "gcs://", "abfs://", "abfss://", "hdfs://")
MISSING = "Reading on several machines needs Ray: pip install 'dragoman[ray]'."


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, by what, and where its pieces are."""

    folder: str  # a path or URI
    model: str  # the name of the pipeline
    reader: str  # its name and version
    rules: str
    topics: tuple[Topic, ...]
    pieces: tuple[Piece, ...] = ()
    summary: Summary = field(
        default_factory=Summary
    )  # of what is no article, which is in the quarantine already

    @property
    def items(self) -> int:
        """How many items the sources held."""
        return self.summary.items + sum(piece.articles for piece in self.pieces)


def add(
    library: Store,
    paths: Sequence[Path | str],
    on: str = LOCAL,
    columns: Mapping[str, str] | None = None,
    work: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Add files, folders, zips and buckets as `Library.add` does, read on `on`: "local" or "ray://HOST:PORT".

    `work` is a folder or URI that all machines see, by default beside the library. SettingError without Ray
    or where it is not reached, SourceError for a path that cannot be read, ModelError when the machines read
    by another model or other rules.
    """
    check_ray(on)
    return read_job(library, cut_pieces(library, paths, columns, work), on, progress)


def check_ray(on: str) -> None:
    """SettingError when Ray is not installed or `on` is no place for it."""
    if on != LOCAL and not on.startswith("ray://"):
        raise SettingError(f"--on {on}: what reads is 'local' or a Ray cluster, such as ray://host:10001.")
    try:
        import ray.data  # noqa: F401
    except ImportError as error:
        raise SettingError(MISSING) from error


# What is to be read


def cut_pieces(
    library: Store,
    paths: Sequence[Path | str],
    columns: Mapping[str, str] | None = None,
    work: str | None = None,
    told: Callable[[int], None] | None = None,
) -> Job:
    """Parse the sources into pieces of articles; what is no article goes to the quarantine at once.

    `told` is called with the number of items so far. SourceError as of `Library.add`, before all else.
    """
    job = _make_job(library, paths, columns, work)
    store, pieces, seen, others = Pieces(job.folder), list[Piece](), set[str](), Summary()
    with tempfile.TemporaryDirectory() as fetched:
        items = _parse([_fetch(path, Path(fetched)) for path in paths], columns)
        while chunk := list(islice(items, AHEAD)):
            articles = [make_storable(item) for item in chunk if isinstance(item, Article)]
            others += library.add_items(
                (item for item in chunk if not isinstance(item, Article)), settle=False
            )
            keys = [key_text(article.title, article.text) for article in articles]
            news = {key_text(article.title, article.text) for article in library.find_unread(articles)}
            news -= seen
            first = {key: number for number, key in reversed(list(enumerate(keys)))}
            unread = [key in news and first[key] == number for number, key in enumerate(keys)]
            seen |= news
            for start in range(0, len(articles), PIECE):
                part = slice(start, start + PIECE)
                pieces.append(
                    store.put_articles(articles[part], keys[part], unread[part], f"{job.reader} {job.rules}")
                )
            if told is not None:
                told(others.items + sum(piece.articles for piece in pieces))
    return replace(job, pieces=tuple(pieces), summary=others)


def _make_job(
    library: Store, paths: Sequence[Path | str], columns: Mapping[str, str] | None, work: str | None
) -> Job:
    for path in paths:
        if isinstance(path, str) and "://" in path and not path.startswith(BUCKETS):
            raise SourceError(
                f"{path} is an address: add pages without --on, which is for files and buckets."
            )
        if not (isinstance(path, str) and path.startswith(BUCKETS)):
            read_source(path, columns)  # reads nothing yet, but says at once what is wrong
    readers, topics = Readers(), library.topics.load()
    readers.use_topics(topics)
    told = repr(([str(path) for path in paths], sorted((columns or {}).items())))
    folder = f"{work or library.uri + '.reading'}/{blake2b(told.encode(), digest_size=8).hexdigest()}"
    if "://" not in folder:
        folder = os.path.abspath(folder)
    return Job(folder, read_setting("model"), readers.model, readers.rules, topics)


def _fetch(path: Path | str, folder: Path) -> Path | str:
    """A path of this machine; what is in a bucket is copied into a folder."""
    if not (isinstance(path, str) and path.startswith(BUCKETS)):
        return path
    target = folder / path.rstrip("/").rpartition("/")[2].partition("?")[0]
    try:
        source, inside = fs.FileSystem.from_uri(path)
        kind = source.get_file_info(inside).type
        if kind == fs.FileType.NotFound:
            raise SourceError(f"There is no file or folder {path}. Check the address.")
        if kind == fs.FileType.Directory:
            target.mkdir()
        fs.copy_files(
            inside, str(target), source_filesystem=source, destination_filesystem=fs.LocalFileSystem()
        )
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be read: {str(error)[:300]}") from error
    return target


def _parse(paths: Iterable[Path | str], columns: Mapping[str, str] | None) -> Iterator[Item]:
    for path in paths:
        yield from parse_in_process(path, columns)


# Reading, by the driver


def read_job(library: Store, job: Job, on: str = LOCAL, progress: Progress | None = None) -> Summary:
    """Read the pieces on Ray and commit them in order, each chunk once, then settle; the work folder goes."""
    store = Pieces(job.folder)
    rest = store.drop_done([piece for piece in job.pieces if piece.unread])

    def watch(summary: Summary) -> None:
        if progress is not None:
            progress(job.summary + summary)

    with _start(on, job, rest) as wait:
        summary = job.summary + library.add_read(_list_made(store, job, wait), watch)
    with suppress(OSError):  # whoever may not clear away has been served all the same
        store.clear()
    if "://" not in job.folder:
        for folder in (Path(job.folder), Path(job.folder).parent):
            with suppress(OSError):  # another job's pieces are in it
                folder.rmdir()
    return summary


def _list_made(store: Pieces, job: Job, wait: Callable[[Piece], None]) -> Iterator[Made]:
    """The articles with their readings, piece by piece, each when it is there."""
    for piece in job.pieces:
        if piece.unread:
            wait(piece)
        made = store.load_readings(piece) if piece.unread else {}
        for key, article, _ in store.load_articles(piece):
            yield article, made.get(key)


@contextmanager
def _start(on: str, job: Job, pieces: Sequence[Piece]) -> Iterator[Callable[[Piece], None]]:
    """Have pieces read, and what waits for one of them. Ray is not asked where there is none."""
    if not pieces:
        yield lambda piece: None
        return
    with _connect(on) as ray:
        store = Pieces(job.folder)
        workers = count_workers(MANY) if on == LOCAL else int(read_setting("workers"))
        workers = workers or int(ray.cluster_resources().get("CPU", 1))
        # A task of the cluster is who hands out, for Ray Data cannot be driven from outside of it
        task = ray.remote(num_cpus=0, max_retries=-1)(hand_out)
        running = task.remote(replace(job, pieces=()), list(pieces), min(workers, len(pieces)))

        def wait(piece: Piece) -> None:
            ended = False
            while not store.has_readings(piece):
                if ended:
                    raise ModelError(
                        f"Ray has read a piece that is not in {job.folder}: name a folder or bucket that all "
                        "its machines see, with --work."
                    )
                ended = bool(ray.wait([running], timeout=POLL)[0])
                if ended and (fault := _ask(ray, running)):
                    raise ModelError(fault)

        try:
            yield wait
        finally:
            with suppress(ray.exceptions.RayError):  # it has ended
                ray.cancel(running, force=True)


def _ask(ray: Any, running: Any) -> str:
    """What hindered the reading, as a sentence; or ""."""
    try:
        return str(ray.get(running))
    except ray.exceptions.RayError as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return f"Ray gave up reading: {lines[-1][:300]} What was committed is in the library."


@contextmanager
def _connect(on: str) -> Iterator[Any]:
    """Ray itself, connected; as it was before, at the end."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it reports to its makers otherwise
    import ray

    if ray.is_initialized():
        yield ray
        return
    place: dict[str, Any] = {"address": on if on.count(":") > 1 else f"{on}:10001"}
    if on == LOCAL:
        place = {"address": on, "num_cpus": count_workers(MANY), "object_store_memory": MEMORY}
        place |= {"include_dashboard": False}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", RuntimeWarning
            )  # LanceDB does not like forks: they become Ray's programs
            ray.init(**place, log_to_driver=False, logging_level=logging.ERROR)
    except Exception as error:  # it raises what its own parts do
        raise SettingError(f"Ray cannot be reached ({on}): {str(error)[:300]}") from error
    try:
        yield ray
    finally:
        ray.shutdown()


# Reading, on the machines of Ray


def hand_out(job: Job, pieces: Sequence[Piece], workers: int) -> str:
    """Have so many actors read pieces, each of them until it is done; what hindered one, or "".

    A task of Ray. Begun anew, it hands out what is not there yet.
    """
    import ray

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    rest = Pieces(job.folder).drop_done(pieces)
    if not rest:
        return ""
    rows = [asdict(piece) for piece in rest]
    read = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        PieceReader,
        fn_constructor_args=(job,),
        compute=ray.data.ActorPoolStrategy(size=workers),
        num_cpus=1,
    )
    return next((row["fault"] for row in read.iter_rows() if row["fault"]), "")


class PieceReader:
    """An actor of Ray: has one reading process, which loads the model once, and the same limits as any."""

    def __init__(self, job: Job) -> None:
        os.environ[ROWS["model"].variable] = job.model
        self._job = job
        self._store = Pieces(job.folder)
        self._readers = Readers()
        self._readers.use_topics(job.topics)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read one piece and write the file of its readings; says what hindered it."""
        try:
            self._read_piece(Piece(**row))
        except (ModelError, OSError) as error:
            return {"fault": f"A machine of Ray cannot read: {error}"[:500]}
        return {"fault": ""}

    def _read_piece(self, piece: Piece) -> None:
        job, readers = self._job, self._readers
        if (readers.model, readers.rules) != (job.reader, job.rules):
            raise ModelError(
                f"it has {readers.model} with rules {readers.rules}, and here are {job.reader} with "
                f"{job.rules}. Install the same Dragoman on all machines."
            )
        articles = [(key, article) for key, article, unread in self._store.load_articles(piece) if unread]
        made = list(readers.read([article for _, article in articles]))
        self._store.put_readings(piece, [key for key, _ in articles], made)
