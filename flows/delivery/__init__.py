"""Who reads: an issued report goes to its recipients by e-mail, each issue to each of them once.

message   the e-mail: summary as HTML and text, the PDF attached
mail      a session with the SMTP server
ledger    what was sent
dispatch  the three together
"""

from flows.delivery.dispatch import Delivery, deliver, mailbox_for

__all__ = ["Delivery", "deliver", "mailbox_for"]
