"""The differential against Jing: ``nox -s oracle``."""
