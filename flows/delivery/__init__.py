"""Who reads: an issued report goes to its recipients by e-mail, each issue to each of them once.

letter    what the e-mail says: the summary as HTML and text
message   the e-mail to one recipient, the PDF attached
mail      a session with the SMTP server
ledger    what was sent
dispatch  the three together
"""

from flows.delivery.dispatch import Delivery, deliver, mailbox_for, send_test

__all__ = ["Delivery", "deliver", "mailbox_for", "send_test"]
