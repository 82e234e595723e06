"""Who is at work, and on which machine."""

from __future__ import annotations

import os
import pwd


def user_name() -> str:
    """The name the system knows this user by; the number where it has none."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def host_name() -> str:
    """The name of this machine."""
    return os.uname().nodename
