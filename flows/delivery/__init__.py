"""Who reads: an issued report goes to its recipients by e-mail, each issue to each of them once.

letter    what the e-mail says: the summary as HTML and text
parcel    the letters and the PDF of an issue, ready to be sent
review    whether it may be sent, and who decided it
message   the e-mail to one recipient
mail      a session with the SMTP server
ledger    what was sent
dispatch  all of them together, each recipient once
sending   send what may be sent
bounces   what came back
"""
