"""Policy → compiled policy: rules bound to checks, terms tokenized, examples run, the result cached."""

from postlint.compiled.cache import policy
from postlint.compiled.editions import Editions

__all__ = ["Editions", "policy"]
