"""Whether the answers are right: people label posts, and what they say is held against engines.

labelled  read a file of labelled texts
"""
