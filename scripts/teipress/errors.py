"""Trouble that is not in the edition: wrong settings, a machine that cannot, a fault of ours.

TeipressError                 exit code 3
├── ConfigurationError        exit code 2: the settings or the command line are wrong
├── OutputError               exit code 1: the output cannot be written (read-only, full, locked, not ours)
└── SaxonError                exit code 3: a stylesheet of ours failed, or Saxon's process ended

A fault of the edition itself is no exception: it is a ``Diagnostic``.
"""

from __future__ import annotations


class TeipressError(Exception):
    """Any trouble that ends a command; its text is one sentence for the reader."""

    exit_code = 3


class ConfigurationError(TeipressError):
    """The settings or the command line are wrong; the text names the key."""

    exit_code = 2


class OutputError(TeipressError):
    """The output cannot be written; the last good output is untouched."""

    exit_code = 1


class SaxonError(TeipressError):
    """A stylesheet of ours failed, or the process that ran Saxon ended."""
