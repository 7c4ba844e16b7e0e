"""The `earwitness` command: the stages and the questions, for a terminal and for a script.

app        the commands in order, and the options that all share
boundary   errors become one message and an exit code
console    what a person reads, what a machine reads, and progress
session    what every command is given: the configuration and the console
periods    days and periods as they are typed
workspace  init, check
checking   what `check` looks at
stages     collect, understand
reports    report, run
questions  sql, figure
audit      audit sample, audit import, audit evaluate
measured   what `audit evaluate` says

Nothing heavy is imported before a command needs it, so that `--help` answers at once.
"""

from flows.cli.app import main

__all__ = ["main"]
