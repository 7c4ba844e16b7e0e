"""The lake: data/raw as heard, data/ledger what was asked and came, data/posts understood.

collection    one source into raw segments, rejects and the ledger
understanding raw segments without an understood twin, understood
segments      where segments lie and how they are written
ledger        one entry a collection
privacy       authors become keyed hashes
lookups       when posts were last looked up where they were published
compliance    what is due of that, and what became of it (checked)
lock          one run at a time
"""
