"""Processes of our own beside this one: programs spoken to over two pipes, with limits of time and memory.

They are started as programs, not by multiprocessing: that would import the user's script again in each of
them. One that has answered is kept and asked again; one that is stopped or dies is replaced. Each ends when
its pipe does, so it never outlives who started it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

from dragoman.errors import DragomanError

PATIENCE = 5  # seconds in which a process whose pipe is closed is gone
Program = tuple[str, ...]  # a module and its arguments


class LostError(Exception):
    """A process ended before it answered: `slow` when its time was used up, else by a fault of some kind."""

    def __init__(self, ending: str, slow: bool) -> None:
        super().__init__(ending)
        self.slow = slow


class Process:
    """A program of ours and the two pipes to it.

    It says first what it is (`greet`), then answers what it is told.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.told: object = None  # what it need not be told again
        self._owner = os.getpid()
        self._greeting: tuple[Any] | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", *program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for who started it, who then ends it
        )
        _STARTED.append(self)

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def greet(self) -> Any:
        """What it said of itself when it was ready; waits until then.

        LostError, or the DragomanError for which it cannot work.
        """
        if self._greeting is None:
            self._greeting = (self.answer(),)
        return self._greeting[0]

    def tell(self, what: object) -> None:
        """Send it something. LostError when it has ended."""
        assert self._process.stdin is not None
        try:
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise self._miss() from error

    def answer(self) -> Any:
        """The next thing that it says.

        LostError when it ends before; a DragomanError that it says is raised.
        """
        assert self._process.stdout is not None
        try:
            answer = pickle.load(self._process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise self._miss() from error
        if isinstance(answer, DragomanError):
            raise answer
        return answer

    def end(self) -> None:
        """End it: it holds nothing that could be lost."""
        if os.getpid() != self._owner:
            return  # a fork of who started it
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was still to be sent has no reader
                if pipe is not None:
                    pipe.close()
        with suppress(ValueError):
            _STARTED.remove(self)

    def _miss(self) -> LostError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        self.end()
        code = self._process.returncode
        slow = hasattr(signal, "SIGPROF") and code == -signal.SIGPROF
        return LostError(
            signal.Signals(-code).name if -code in set(signal.Signals) else f"exit code {code}", slow
        )


_STARTED: list[Process] = []
_IDLE: defaultdict[Program, list[Process]] = defaultdict(list)


def start(program: Program, number: int) -> None:
    """Have so many processes of a program idle, started at once. Raises as `Process.greet` does."""
    fresh = [Process(program) for _ in range(number - len(_IDLE[program]))]
    try:
        for process in fresh:
            process.greet()
    except BaseException:
        for process in fresh:
            process.end()
        raise
    _IDLE[program] += fresh


@contextmanager
def borrow(program: Program) -> Iterator[Process]:
    """An idle process of a program, or a new one, which has greeted.

    It is idle again after, unless an error leaves it amid its work.
    """
    process = _take(program)
    try:
        process.greet()
        yield process
    except BaseException:
        process.end()
        raise
    _IDLE[program].append(process)


def dismiss(program: Program, keep: int = 0) -> None:
    """End idle processes of a program, all but some."""
    idle = _IDLE[program]
    while len(idle) > keep:
        with suppress(IndexError):  # someone else has taken it
            idle.pop().end()


def _take(program: Program) -> Process:
    idle = _IDLE[program]
    while idle:
        with suppress(IndexError):
            process = idle.pop()
            if process.alive:
                return process
            process.end()
    return Process(program)


@atexit.register
def _end_all() -> None:
    for process in list(_STARTED):
        process.end()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_IDLE.clear)  # their pipes are the parent's


# In the process itself


def open_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes by which this process is told and answers; what is printed goes to the errors from now on."""
    told, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # libraries that are no Python print there
    sys.stdout = sys.stderr
    return told, answers


def say(what: object, answers: BinaryIO) -> None:
    """Answer something."""
    pickle.dump(what, answers)
    answers.flush()


def listen(told: BinaryIO) -> Iterator[Any]:
    """What this process is told, until nobody is there any more."""
    while True:
        try:
            yield pickle.load(told)
        except EOFError:
            return


def limit_time(seconds: float) -> None:
    """Let the system end this process when it has used so much more processor time; 0: no limit.

    By a signal's own action: no code of ours need run for it, which a library that does not come back would
    never let. Where there is no such timer (Windows) nothing is limited.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)  # whoever started this may have ignored it
        signal.setitimer(signal.ITIMER_PROF, seconds)


def limit_memory(size: int) -> None:
    """Let this process have at most so many bytes of addresses, where the system can say so."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(
            resource.RLIMIT_AS, (size if most == resource.RLIM_INFINITY else min(size, most), most)
        )
