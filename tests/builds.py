"""Commands in processes that can be killed: one process loads the models, and each command is a child of it.

`onrecord build` takes seconds to load and a moment to work: most kills would land before anything is written.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Self

SAMPLE = Path(__file__).parent.parent / "onrecord/samples/fire"
BATCH = 3
"""Articles. So that a small archive is built in many batches."""


class Builds:
    """Runs one command at a time, in a child of this file run as a script, to which it speaks line by line."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        self._server = subprocess.Popen([sys.executable, __file__], text=True, stdin=pipe, stdout=pipe)
        self._told()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()

    def start(self, *arguments: object, out: Path, **end: Any) -> int:
        """Start a command, its output into the file `out`; its process, whose number is kept until `ended` is asked.

        `longest_file` is the number of bytes that the disk has room for; `killed_in` names a function of the archive
        and the how manieth call of it that the process does not survive.
        """
        self._say([[*map(str, arguments)], str(out), end])
        return self._told()

    def ended(self) -> int:
        """Wait for the command: its exit code, or minus the signal that killed it."""
        self._say("ended")
        return self._told()

    def run(self, *arguments: object, out: Path, **end: Any) -> int:
        """Start a command and wait for it."""
        self.start(*arguments, out=out, **end)
        return self.ended()

    def _say(self, words: object) -> None:
        _open(self._server.stdin).write(json.dumps(words) + "\n")
        _open(self._server.stdin).flush()

    def _told(self) -> int:
        return int(_open(self._server.stdout).readline())


def _open(stream: IO[str] | None) -> IO[str]:
    assert stream
    return stream


def exported(archive: Path) -> dict[str, list[Any]]:
    """All that an archive says, file by file, but for the time at which records were composed."""
    import onrecord
    from onrecord.serve.exports import EXPORTS, Wanted

    with tempfile.TemporaryDirectory() as folder, onrecord.open(archive) as kept:
        files = EXPORTS["jsonl"](Wanted(kept, None, Path(folder)))
        rows = {name: Path(folder, name).read_text("utf-8").splitlines() for name, n in files.items() if n}
    return {name: [json.loads(row) | {"composed_at": None} for row in told] for name, told in rows.items()}


def serve() -> None:
    """Fork a child for every command."""
    import onrecord
    from onrecord import settings

    onrecord.read(SAMPLE).close()  # all that is loaded on first use is loaded before the forks
    settings.PIPELINE_BATCH = settings.ENGINE_CHUNK = settings.ARCHIVE_STAGE_BLOCK = BATCH
    _answer(0)
    for line in sys.stdin:
        arguments, out, end = json.loads(line)
        child = os.fork()
        if not child:
            _command(arguments, out, **end)
        _answer(child)
        sys.stdin.readline()
        _answer(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _command(
    arguments: Sequence[str], out: str, longest_file: int | None = None, killed_in: tuple[str, int] | None = None
) -> None:
    from onrecord.cli import commands

    into = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(into, stream.fileno())
    if longest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file, longest_file))
    if killed_in:
        _kill_in(*killed_in)
    code: object = 1
    try:
        commands(arguments)
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 1)


def _kill_in(name: str, calls: int) -> None:
    """Let this process be killed when that function of the archive has been called so often."""
    from onrecord.archive import batches

    function, left = getattr(batches, name), iter(range(calls - 1))

    def deadly(*arguments: Any) -> Any:
        found = function(*arguments)
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    setattr(batches, name, deadly)


if __name__ == "__main__":
    serve()
