"""The innermost walls of the jail: what a process gives up before it runs a learner's code.

Runs inside bubblewrap, on Linux, with the standard library alone. `apart` gives the next child a
process tree, a scratch folder and shared memory of its own; `drop` takes away every privilege.
"""

import contextlib
import ctypes
import os
import platform
import resource
import struct
from pathlib import Path

MEMORY = 2_500_000_000
"""How many bytes one process may address."""
LIMITS = {"AS": MEMORY, "FSIZE": 20_000_000, "NOFILE": 128, "CORE": 0,
          "RTPRIO": 0, "NICE": 0, "MEMLOCK": 0, "MSGQUEUE": 0}  # fmt: skip
"""By the names of `resource`; a system knows some of them."""
SCRATCH = 48
"""Megabytes of each folder that can be written to."""

_NEW_MOUNTS, _NEW_IPC, _NEW_PIDS = 0x00020000, 0x08000000, 0x20000000
_PRIVATE, _NOSUID, _NODEV = 0x4000 | (1 << 18), 2, 4
_SET_DUMPABLE, _DROP_BOUND, _NO_NEW_PRIVILEGES, _SECCOMP, _AMBIENT = 4, 24, 38, 22, 47
_CAPABILITIES_V3 = 0x20080522

_CALLS = """
unshare 272 97, setns 308 268, mount 165 40, umount2 166 39, pivot_root 155 41, ptrace 101 117,
process_vm_readv 310 270, process_vm_writev 311 271, memfd_create 319 279, memfd_secret 447 447,
shmget 29 194, msgget 68 186, semget 64 190, mq_open 240 180, add_key 248 217, request_key 249 218,
keyctl 250 219, bpf 321 280, userfaultfd 323 282, perf_event_open 298 241, io_uring_setup 425 425,
open_tree 428 428, move_mount 429 429, fsopen 430 430, fsmount 432 432, mount_setattr 442 442,
socket 41 198, socketpair 53 199, sendto 44 206, sendmsg 46 211, sendmmsg 307 269, vmsplice 278 75,
splice 275 76, tee 276 77, io_setup 206 0, kcmp 312 272, pidfd_open 434 434
"""
"""Calls that only help to get out, to hide memory or to leave something behind, and their numbers
on x86-64 and on 64-bit ARM. What lies in a socket or in a page lent to a pipe is held by nobody."""
_PROCESSORS = {"x86_64": (1, 0xC000003E, 56, 72, 9), "aarch64": (2, 0xC00000B7, 220, 25, 222)}
"""For each processor its column, its mark, and the numbers of clone, of fcntl and of mmap."""
_SET_LEASE, _NOTIFY = 1024, 1026
_CLONE3 = 435
_NAMESPACES = 0x7E020080
_SHARED, _HUGE = 0x01, 0x40000  # of mmap


class WallError(OSError):
    """A wall that could not be put up: then nothing is run."""


_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *parts: int | bytes | None) -> None:
    whole = [ctypes.c_ulong(part) if isinstance(part, int) else part for part in parts]
    if getattr(_libc, name)(*whole) != 0:
        number = ctypes.get_errno()
        raise WallError(number, f"{name}: {os.strerror(number)}")


def undumpable() -> None:
    """Keep other processes from reading or tracing this one."""
    _call("prctl", _SET_DUMPABLE, 0, 0, 0, 0)


def apart(folders: list[str]) -> None:
    """Give the next child its own process tree, shared memory and empty ``folders``."""
    _call("unshare", _NEW_MOUNTS | _NEW_IPC | _NEW_PIDS)
    _call("mount", None, b"/", None, _PRIVATE, None)
    for folder in folders:
        say = f"size={SCRATCH}m,nr_inodes=4000,mode=1777".encode()
        _call("mount", b"tmpfs", folder.encode(), b"tmpfs", _NOSUID | _NODEV, say)


def drop(user: int) -> None:
    """Give up all privileges, as ``user`` if that is not 0, for this process and what it starts."""
    if user:
        os.setgroups([])
        os.setresgid(user, user, user)
    for number in range(64):
        if _libc.prctl(_DROP_BOUND, number, 0, 0, 0) != 0:
            break  # the kernel knows no more of them
    if user:
        os.setresuid(user, user, user)
    _call("prctl", _AMBIENT, 4, 0, 0, 0)
    header = struct.pack("Ii", _CAPABILITIES_V3, 0)
    if _libc.capset(header, struct.pack("6I", *[0] * 6)) != 0:
        raise WallError(ctypes.get_errno(), "capset")
    _call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    undumpable()


def limit(processes: int, seconds: float) -> None:
    """Set limits on memory, time, files and processes; whatever is missing here is left out."""
    for name, most in {**LIMITS, "NPROC": processes, "CPU": int(seconds) + 1}.items():
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def forbid() -> None:
    """Refuse calls to the kernel that no exercise makes, where the processor's are known."""
    if (known := _PROCESSORS.get(platform.machine())) is None:
        return
    column, arch, *several = known
    numbers = [int(call.split()[column]) for call in _CALLS.split(",")]
    code = _filter(arch, *several, numbers=sorted(numbers))
    steps = ctypes.create_string_buffer(code)
    whole = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(steps))
    holder = ctypes.create_string_buffer(whole)
    _call("prctl", _SECCOMP, 2, ctypes.addressof(holder), 0, 0)


def _filter(arch: int, clone: int, fcntl: int, mmap: int, *, numbers: list[int]) -> bytes:
    """Return a program of seccomp: (code, jump if true, jump if false, value) a step."""
    load, equal, at_least, any_bit, back = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill = (back, 0, 0, 0x7FFF0000), (back, 0, 0, 0x80000000)
    refuse, unknown = (back, 0, 0, 0x00050001), (back, 0, 0, 0x00050026)  # EPERM, ENOSYS
    first, second, fourth = ((load, 0, 0, 16 + 8 * at) for at in (0, 1, 3))  # arguments
    steps = [(load, 0, 0, 4), (equal, 1, 0, arch), kill, (load, 0, 0, 0)]
    steps += [(at_least, 0, 1, 0x40000000), kill]  # the other set of numbers of x86
    steps += [(equal, 0, 1, _CLONE3), unknown]  # its flags cannot be read; libc then calls clone
    steps += [part for one in numbers for part in ((equal, 0, 1, one), refuse)]
    steps += [(equal, 0, 4, clone), first, (any_bit, 0, 1, _NAMESPACES), refuse, allow]
    # Shared memory stays when a process lets go of it, and is then in no process's sum; huge pages
    # are in none either. /dev/zero gives such memory too, and what is mapped to be read can be
    # made writable later: so no mapping is shared.
    steps += [(equal, 0, 4, mmap), fourth, (any_bit, 0, 1, _SHARED | _HUGE), refuse, allow]
    # Who opens a file with a lease on it, in any process of the machine, waits for its holder.
    held = [(equal, 0, 1, _SET_LEASE), refuse, (equal, 0, 1, _NOTIFY), refuse]
    steps += [(equal, 0, 6, fcntl), second, *held, allow]
    return b"".join(struct.pack("HBBI", *step) for step in [*steps, allow])


def quiet() -> None:
    """Let what is printed go nowhere, and nothing be asked."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)


def home() -> str:
    """Return the folder that may be written to, and go there."""
    folder = os.environ.get("HOME", "/tmp")
    Path(folder).mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    return folder
