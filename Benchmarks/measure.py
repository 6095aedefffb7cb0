"""Runs whole processes and says what they took."""

import os
import time


class Figure:
    """What one run took: wall seconds, processor seconds (user and system), peak memory in bytes."""

    def __init__(self, wall, cpu, peak):
        self.wall = wall
        self.cpu = cpu
        self.peak = peak


class Failed(Exception):
    pass


def run(commands, stdin=None, stdout=os.devnull, allowed=(0,)):
    """Runs commands joined by pipes and waits for all of them.

    - commands: a list of argument lists; one is a command without a pipe.
    - stdin: a file for the first; stdout: a file for the last. Messages go nowhere.
    - Processor seconds are the sum of all, the peak is that of the largest.
    """
    source = os.open(stdin or os.devnull, os.O_RDONLY)
    target = os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    silence = os.open(os.devnull, os.O_WRONLY)
    began = time.perf_counter()
    processes = []
    for place, command in enumerate(commands):
        if place + 1 < len(commands):
            next_source, sink = os.pipe()
        else:
            next_source, sink = -1, target
        actions = [
            (os.POSIX_SPAWN_DUP2, source, 0),
            (os.POSIX_SPAWN_DUP2, sink, 1),
            (os.POSIX_SPAWN_DUP2, silence, 2),
        ]
        # Python opens descriptors with O_CLOEXEC, so that no stage holds another's pipe open.
        processes.append(os.posix_spawnp(command[0], command, os.environ, file_actions=actions))
        os.close(source)
        os.close(sink)
        source = next_source
    cpu = peak = 0
    statuses = []
    for process in processes:
        _, status, usage = os.wait4(process, 0)
        statuses.append(os.waitstatus_to_exitcode(status))
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss * 1024)
    wall = time.perf_counter() - began
    os.close(silence)
    for command, status in zip(commands, statuses):
        if status not in allowed:
            raise Failed(f"{' '.join(command)}: exit code {status}")
    return Figure(wall, cpu, peak)


def interleaved(jobs, rounds, fewer=None, note=lambda text: None):
    """Runs every job once in each round, so that other work on the machine meets all of them alike.

    - jobs: name to a function without arguments that gives a Figure.
    - fewer: name to how many rounds, for jobs that take part in the first rounds only.
    - Returns: name to its figures, in the order of the rounds.
    """
    figures = {name: [] for name in jobs}
    names = list(jobs)
    for number in range(rounds):
        # Another order each round: nobody always runs behind the same neighbour.
        shift = number * 5 % len(names)
        for name in names[shift:] + names[:shift]:
            if number < (fewer or {}).get(name, rounds):
                figures[name].append(jobs[name]())
        note(f"round {number + 1} of {rounds}")
    return figures


def middle(values, share=0.5):
    """The value below which a share of the values lie; the median of an even number is the mean of two."""
    values = sorted(values)
    if share == 0.5 and len(values) % 2 == 0:
        return (values[len(values) // 2 - 1] + values[len(values) // 2]) / 2
    return values[min(int(len(values) * share), len(values) - 1)]


def median(figures):
    """The figure of the middle run in each respect; the peak is the largest."""
    return Figure(
        middle([figure.wall for figure in figures]),
        middle([figure.cpu for figure in figures]),
        max(figure.peak for figure in figures),
    )
