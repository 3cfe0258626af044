"""A process that answers one query after another, and can be killed in the middle of one.

The engine has no way to stop a query that runs; ending its process is one.  Frames come by standard input and go by
standard output; when the server goes, input ends and so does the worker.
"""

import os
import sys
import threading
from importlib import import_module
from typing import BinaryIO

from antecede.errors import (
    AntecedeError,
    InputError,
    NotSparqlError,
    QueryError,
    RefusedError,
    StoreError,
    TooLargeError,
    UnansweredError,
)
from antecede.http.job import LENGTH, Job, Reply, frame, job
from antecede.store.answer import Limits, offered, written
from antecede.store.guard import refuse_what_reaches_out
from antecede.store.media import negotiate
from antecede.store.place import Dataset, Place, open_place

#: Seconds after which a process is likely to stay for a while: those that take over in a siege load nothing in advance.
SETTLED = 1.0
#: Status of each error, the more special first.
STATUS = (
    (RefusedError, 403),
    (TooLargeError, 413),
    (UnansweredError, 501),
    (QueryError, 400),
    (InputError, 422),
    (StoreError, 503),
)


def answer(place: Place, task: Job) -> Reply:
    """The reply to a job: never an exception that the query can be blamed for."""
    try:
        dataset = Dataset(task.default, task.named)
        refuse_what_reaches_out(task.query, dataset)
        result = place.run(task.query, dataset)
        media = negotiate(task.accept, offered(result))
        if media is None:
            return refused(406, "Accept", "none of the types asked for", f"one of {', '.join(offered(result))}")
        body = written(result, media, Limits(task.rows, task.bytes))
        return Reply(200, media, body, reworded=place.reworded)
    except AntecedeError as error:
        return told(error)
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        return refused(400, "query", f"cannot be answered: {' '.join(str(error).split())[:300]}", "change the query")


def told(error: AntecedeError) -> Reply:
    """An error as a reply."""
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
    problems = tuple((each.file, each.place, each.what, each.remedy) for each in error.problems)
    return Reply(status, problems=problems, vague=isinstance(error, NotSparqlError))


def refused(status: int, where: str, what: str, remedy: str) -> Reply:
    """A reply that tells of one problem."""
    return Reply(status, problems=((where, "", what, remedy),))


def warm() -> None:
    """Load what rewords queries, so that the first that needs it does not wait for it."""
    import_module("antecede.store.rewording.reworded")


def limit_memory(megabytes: int) -> None:
    """Let this process have so much address space and no more, where the system can hold it to that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(place: Place, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer jobs until there are no more; the answer to a first one of its own says that it is ready."""
    sink.write(frame(answer(place, Job("ASK {}"))))
    sink.flush()
    while head := source.read(LENGTH.size):
        data = source.read(LENGTH.unpack(head)[0])
        sink.write(frame(answer(place, job(data))))
        sink.flush()


def main() -> None:
    """Started as ``python -m antecede.http.worker STORE SECONDS MEGABYTES``."""
    where, seconds, megabytes = sys.argv[1:]
    limit_memory(int(megabytes))
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    later = threading.Timer(SETTLED, warm)
    later.daemon = True
    later.start()
    serve(open_place(where, seconds=float(seconds)), sys.stdin.buffer, sink)


if __name__ == "__main__":
    main()
