"""Mail → posts, whichever way it is fetched: kinds `mbox` and `mailbox` both read with this.

settings   what both have in their settings
message    one message → a post
words      what its author wrote in it: without quoted replies and signatures
kept       messages in files: mbox, Maildir, one message a file
"""
