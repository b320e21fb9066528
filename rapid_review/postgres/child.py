"""Become one server process: run as a script by the platform, never imported by it.

It promises that the program it turns into
- stands in the given folder. The step into it is taken before privileges are dropped, so that an
  unprivileged server may use a folder below one that it could not enter by path;
- runs as the given user and group, with no other groups and none of the platform's environment,
  which may hold secrets;
- is told to stop by the kernel when the platform dies, however it dies (Linux only).

A script of its own rather than a function between fork and exec: that would be unsafe in a process
with threads. Only the standard library is used, as it is started without site-packages.

Arguments: parent process id, user id, group id, signal at the parent's death, folder, program, ...
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


def main(arguments: list[str]) -> None:
    """Drop what the server must not have, then become it."""
    parent, user, group, death_signal = (int(word) for word in arguments[:4])
    keeps_environment, folder, *command = arguments[4:]
    os.chdir(folder)
    os.umask(0o077)
    if os.geteuid() != user:
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    if sys.platform == "linux":
        _die_with(parent, death_signal)
    # Python ignores these two, and what is ignored stays ignored in the program that follows.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    bare = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
    environment = dict(os.environ) if keeps_environment == "yes" else bare
    os.execve(command[0], command, environment)  # noqa: S606  (our own program; no shell)


def _die_with(parent: int, death_signal: int) -> None:
    """Ask for a signal at the parent's death; after the change of user, which would clear it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0) != 0:
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:  # It died before the request was in place.
        sys.exit("the platform has gone")


if __name__ == "__main__":
    main(sys.argv[1:])
