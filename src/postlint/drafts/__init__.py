"""File → Draft: decoding, front matter and facts. Nothing here judges; what cannot be read is an `InputError`."""

from postlint.drafts.read import MAX_BYTES, expand, read_bytes, read_file
from postlint.facts import FACTS, parse_fact, parse_facts

__all__ = ["FACTS", "MAX_BYTES", "expand", "parse_fact", "parse_facts", "read_bytes", "read_file"]
