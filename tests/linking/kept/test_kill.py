"""A change to a folder of sketches that is killed, before each single thing that it does to a file."""

import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

from tests.linking.made import APPROACH, sent
from tests.linking.sketched import Kept

# For each number n that it reads, makes a change that kills itself before its n-th call of the operating system on a
# file, of a writing after the half of it; answers how that ended.
AT_A_MOMENT = """
import fcntl, os, signal, sys
from datetime import timedelta
from pathlib import Path
from tests.linking.kept.test_kill import FIRST, NEXT
from tests.linking.sketched import Kept, sketched
left = 0

def count():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

def counted(call):
    def counting(*given, **named):
        count()
        return call(*given, **named)
    return counting

class Halved:
    def __init__(self, file):
        self.file = file
    def __enter__(self):
        return self
    def __exit__(self, *how):
        self.file.__exit__(*how)
    def __getattr__(self, name):
        return getattr(self.file, name)
    def write(self, data):
        if left == 1:
            half = data if isinstance(data, str) else memoryview(data).cast("B")
            self.file.write(half[: len(half) // 2])
            self.file.flush()
        count()
        return self.file.write(data)

kept = Kept(Path(sys.argv[1]))
kept.today += timedelta(days=int(sys.argv[2]))
folder, next_ = kept.opened(), [sketched(one) for one in NEXT]
fdopen = os.fdopen
for moment in map(int, sys.stdin):
    child = os.fork()
    if not child:
        left = moment
        os.open, os.fsync, os.replace, os.unlink = map(counted, (os.open, os.fsync, os.replace, os.unlink))
        Path.replace, Path.unlink = counted(Path.replace), counted(Path.unlink)
        os.fdopen = lambda *given, **named: Halved(fdopen(*given, **named))
        folder.add(next_)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
FIRST = [
    sent(n, f"{APPROACH} Number {n} of these is about the pump.", sender=f"a{n}@house{n}.example") for n in range(6)
]
NEXT = [sent(n, APPROACH, sender=f"a{n}@house{n}.example", day=n) for n in range(4, 9)]
HOME = Path(__file__).parents[3]


def test_kill_at_every_moment(tmp_path: Path) -> None:
    """Whenever it is killed, all or nothing was added, once, and what the kill left is swept at the next opening."""
    before, after = 6, 9
    kept = Kept(tmp_path / "kept", FIRST)
    with subprocess.Popen(
        [sys.executable, "-c", AT_A_MOMENT, kept.path, "0"], stdin=PIPE, stdout=PIPE, text=True, cwd=HOME
    ) as process:
        assert process.stdin
        assert process.stdout
        ends, seen = list[int](), list[int]()
        while 0 not in ends:
            print(len(ends) + 1, file=process.stdin, flush=True)
            ends.append(int(process.stdout.readline()))
            folder = kept.opened()
            seen.append(folder.counted().conversations)
            named = {one.name for one in folder.contents.files}
            assert {one.name for one in kept.path.iterdir()} == named | {
                "lock",
                "sketches.json",
            }
            assert not folder.damaged()
        process.stdin.close()
    assert len(ends) > 20
    assert set(ends[:-1]) == {-9}
    assert seen == sorted(seen)
    assert set(seen) == {before, after}
