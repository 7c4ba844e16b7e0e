"""What a post means: its language, its sentiment, the brands it names, and whether it is a copy.

`understanding.understand` adds all of it to a frame of posts; the other modules hold one answer
each. Importing this package loads no model: `language` and `sentiment` do that on first use.
"""
