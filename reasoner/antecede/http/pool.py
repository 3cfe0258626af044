"""Workers: some for whatever comes, some for what turns out to take long, so that neither waits for the other.

Every query starts on a quick place.  One that is not done within ``patience`` leaves it, with the process that runs it,
for one of the slow places; where none is free it is stopped, and starts again when one is.  So a quick place is never
held longer than ``patience``, whatever is asked.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Coroutine
from dataclasses import dataclass

from antecede.http.job import LENGTH, Job, Reply, frame, reply
from antecede.http.worker import refused


@dataclass(frozen=True, slots=True)
class Measure:
    """How many workers there are, and what a query may take: seconds of time, seconds before it counts as slow."""

    quick: int = 3
    slow: int = 2
    seconds: float = 30
    patience: float = 0.25
    megabytes: int = 4096


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def started(cls, store: str, measure: Measure) -> "Worker":
        """A new process over a store, ready for its first job."""
        command = ("-m", "antecede.http.worker", store, str(measure.seconds), str(measure.megabytes))
        pipe = asyncio.subprocess.PIPE
        made = cls(await asyncio.create_subprocess_exec(sys.executable, *command, stdin=pipe, stdout=pipe))
        with contextlib.suppress(asyncio.IncompleteReadError):
            await made._reply()
        return made

    @property
    def alive(self) -> bool:
        """Whether it can take a job."""
        return self._process.returncode is None

    async def run(self, job: Job) -> Reply:
        """The reply to a job.  A worker that dies over it leaves a reply that says so."""
        sink = self._process.stdin
        assert sink
        try:
            sink.write(frame(job))
            await sink.drain()
            return await self._reply()
        except (asyncio.IncompleteReadError, ConnectionError):
            self.kill()
            return refused(503, "query", "needed more memory or depth than a query may have", "ask for less at once")

    async def _reply(self) -> Reply:
        source = self._process.stdout
        assert source
        length = LENGTH.unpack(await source.readexactly(LENGTH.size))[0]
        return reply(await source.readexactly(length))

    def step_back(self) -> None:
        """Give way to other processes."""
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 15)

    def kill(self) -> None:
        """End it, whatever it does."""
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    async def ended(self) -> None:
        """Kill it and wait until it is gone."""
        self.kill()
        await self._process.wait()
        transport = getattr(self._process, "_transport", None)
        if transport:
            transport.close()


class Pool:
    """Answers jobs, many at a time."""

    def __init__(self, store: str, measure: Measure) -> None:
        self._store = store
        self._measure = measure
        self._quick = asyncio.Semaphore(measure.quick)
        self._slow = asyncio.Semaphore(measure.slow)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers for quick places."""
        self._idle = list(await asyncio.gather(*(self._new() for _ in range(self._measure.quick))))

    async def stop(self) -> None:
        """End all workers, those that are just starting or ending, too."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.ended() for worker in self._all))
        self._all.clear()

    async def answer(self, job: Job) -> Reply:
        """The reply to a job.  When the caller is cancelled, so is the query."""
        end = asyncio.get_running_loop().time() + self._measure.seconds
        try:
            async with asyncio.timeout_at(end):
                found, worker, task = await self._begin(job)
                if found:
                    return found
                if worker is None or task is None:
                    worker, task = await self._begin_again(job)
        except TimeoutError:
            return self._late("waited for others to finish")
        return await self._finish(worker, task, end)

    async def _begin(self, job: Job) -> "tuple[Reply | None, Worker | None, asyncio.Task[Reply] | None]":
        """Start on a quick place: the reply, or what runs on a slow place now, or neither where none was free."""
        async with self._quick:
            worker = await self._take()
            task = asyncio.create_task(worker.run(job))
            try:
                await asyncio.wait({task}, timeout=self._measure.patience)
            except asyncio.CancelledError:
                self._drop(worker, task)
                raise
            if task.done():
                self._give(worker)
                return task.result(), None, None
            self._refill()  # this process will not come back
            if self._slow.locked():
                self._drop(worker, task)
                return None, None, None
            await self._slow.acquire()
            worker.step_back()
            return None, worker, task

    async def _begin_again(self, job: Job) -> "tuple[Worker, asyncio.Task[Reply]]":
        """Wait for a slow place and start there."""
        await self._slow.acquire()
        try:
            worker = await self._take()
        except BaseException:
            self._slow.release()
            raise
        worker.step_back()
        return worker, asyncio.create_task(worker.run(job))

    async def _finish(self, worker: Worker, task: "asyncio.Task[Reply]", end: float) -> Reply:
        """Wait on a slow place for what is under way."""
        try:
            async with asyncio.timeout_at(end):
                return await asyncio.shield(task)
        except TimeoutError:
            return self._late("took too long")
        finally:
            self._drop(worker, task)
            self._slow.release()

    def _late(self, what: str) -> Reply:
        seconds = self._measure.seconds
        return refused(503, "query", f"{what}: stopped after {seconds:g} s", "ask for less, or add a LIMIT")

    async def _new(self) -> Worker:
        worker = await Worker.started(self._store, self._measure)
        self._all.add(worker)
        return worker

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            self._all.discard(worker)
        return await self._new()

    def _give(self, worker: Worker) -> None:
        """Keep a worker for the next job, unless enough are waiting already."""
        if worker.alive and len(self._idle) < self._measure.quick:
            self._idle.append(worker)
        else:
            self._bury(worker)

    def _drop(self, worker: Worker, task: "asyncio.Task[Reply]") -> None:
        worker.kill()
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._bury(worker)

    def _bury(self, worker: Worker) -> None:
        self._all.discard(worker)
        self._later(worker.ended())

    def _refill(self) -> None:
        """Have another worker ready for the next, before it comes."""

        async def refill() -> None:
            if len(self._idle) < self._measure.quick:
                self._give(await self._new())

        self._later(refill())

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
