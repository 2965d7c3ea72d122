"""Run ``python -m teipress``."""

from teipress.cli import main

if __name__ == "__main__":
    main()
