"""Should an organisation take part in social media, how, and what must be in place first?

Empty of imports on purpose: importing any submodule runs this file, and `--help` must stay fast.
"""

__version__ = "0.1.0"
