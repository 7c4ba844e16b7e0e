"""What a post means: its language, its sentiment, the brands it names, and whether it is a copy.

`understanding.understand` adds all of it to a frame of posts. The other modules hold one answer
each: `language`; `sentiment` (with `lexicon`, the English engine); `queries`, the language of brand
queries and where they are found; `labels`, which puts together `topics`, `intents`, `routing` to
departments and `urgency`; `copies`, `near_copies` and `spam`; `folding`, how texts are compared;
and the `stopwords`. Importing them loads no model: that is done on first use.
"""
