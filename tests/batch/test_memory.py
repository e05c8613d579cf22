"""Memory stays flat over ten thousand documents, in the workers, in the driver and while it sums up."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from tests.batch.conftest import NOTICE, ROOT

DOCUMENTS = 10_000
DRIVER = """
import os, sys
from pathlib import Path
from tests.batch.workers import held, measured
from zhenggai.batch import BatchOptions, run_batch
from zhenggai.batch.folder import RunFolder
from zhenggai.batch.progress import Progress
from zhenggai.pipeline import Options

def note(name):
    with open(Path(os.environ["MEASURED_INTO"]) / name, "a") as stream:
        stream.write(f"{held()}\\n")

class Measured(Progress):
    def add(self, documents, failed):
        super().add(documents, failed)
        note("driver")

class Watched(RunFolder):
    def records(self):
        for number, record in enumerate(super().records()):
            if number % 16 == 0:
                note("driver-tables")
            yield record

if __name__ == "__main__":
    from zhenggai.batch import runs, tables
    runs.Progress, runs.RunFolder = Measured, Watched
    tables._ROWS = 2_000  # with these short notices as many groups as large ones make
    run_batch([sys.argv[1]], sys.argv[2], BatchOptions(audit=Options(use_config=False), jobs=2), work=measured)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads memory as Linux shows it")
def test_memory_is_flat(tmp_path: Path) -> None:
    notices, figures = tmp_path / "in", tmp_path / "figures"
    notices.mkdir()
    figures.mkdir()
    for number in range(DOCUMENTS):
        text = NOTICE.format(place=f"{chr(0x4E00 + number // 100)}{chr(0x5E00 + number % 100)}")
        (notices / f"{number:05}.txt").write_text(text.replace("120", str(number)), encoding="utf-8")
    script = tmp_path / "driver.py"
    script.write_text(DRIVER)
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'engine'}{os.pathsep}{ROOT}",
        "MEASURED_INTO": str(figures),
    }
    command = [sys.executable, str(script), str(notices), str(tmp_path / "out")]
    subprocess.run(command, env=environment, check=True, timeout=1800)
    measured = sorted(figures.iterdir())
    # a worker that was started anew would begin anew, too
    assert [name.name.partition("-")[0] for name in measured] == ["driver", "driver", "worker", "worker"]
    for name in measured:
        held = [int(line) for line in name.read_text().split()]
        fifth = len(held) // 5
        early, late = (statistics.median(part) / 2**20 for part in (held[fifth : 2 * fifth], held[-fifth:]))
        print(f"{name.name}: {early:.0f} MB after a fifth, {late:.0f} MB at the end")
        assert len(held) > 200 and late < 1.1 * early + 4, name.name
