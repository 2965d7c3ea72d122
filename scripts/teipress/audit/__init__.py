"""Audit a built site: whether it will still work, and work for everyone, in ten years and without a server.

The measure are the Endings Principles (version 2.2), and what of WCAG 2.2 a program can tell.
"""
