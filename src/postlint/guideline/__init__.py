"""A published guideline → a first city file: read, cut into clauses, sorted, written.

Each module is one step: `read` (file → lines), `structure` (lines → tree), `clauses` (tree → clauses), `sort` (what is done
about each), `write` (YAML). Nothing here is imported by `postlint check`.
"""
