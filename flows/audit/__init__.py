"""Whether the answers are right: people label posts, and what they say is held against engines.

labelled   read a file of labelled texts
sample     draw the posts of a report that people shall label
sheet      the sheet that they fill in
importing  keep the labels that came back
"""
