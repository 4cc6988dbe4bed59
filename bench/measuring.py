"""What the tools of this folder share: finding VMs, running them, means."""

import math
import os
import resource
import shutil
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Failure(Exception):
    """A VM that is missing or fails, or outputs that differ. The text is for the user."""


def resolve(command):
    """The path of a VM given as a command name or as a path, from here or from the root."""
    path = shutil.which(command) or (str(ROOT / command) if (ROOT / command).exists() else None)
    if not path:
        raise Failure(f"no such VM: {command}")
    return os.path.abspath(path)


def named_vms(commands):
    """Paths of VMs by name. A command is COMMAND or NAME=COMMAND; the name is otherwise the last part of the path."""
    vms = {}
    for command in commands:
        name, separator, path = command.rpartition("=")
        name = name if separator else os.path.basename(path)
        if name in vms:
            raise Failure(f"two VMs are called {name}; give one another name with NAME={path}")
        vms[name] = resolve(path)
    return vms


def timed(command, folder=ROOT, stdin=subprocess.DEVNULL, wall=False):
    """(seconds, output) of one run: processor time of all its threads, or wall time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    done = subprocess.run(command, cwd=folder, stdin=stdin, capture_output=True, check=False)
    elapsed = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)}: exit status {done.returncode}\n"
                      + done.stderr.decode("latin-1")[:2000])
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return (elapsed if wall else processor), done.stdout


def geometric_mean(ratios):
    return math.exp(statistics.fmean(map(math.log, ratios))) if ratios else float("nan")
