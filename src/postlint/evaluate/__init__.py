"""Rules measured against labelled drafts: records → judgements → figures, and one run against another.

`read` makes records of JSON Lines, `judge` judges them, `figures` counts, `saved` keeps a run and `compare` sets one
against it. All of it returns plain data; nothing prints.
"""
