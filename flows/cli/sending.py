"""Send what was issued, and hear what came back: `approve`, `send`, `bounces`."""

import getpass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote, urlsplit

import typer

from flows.cli.boundary import DONE, FAILED
from flows.cli.session import Session, today
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.config import Config
    from flows.delivery.parcel import Parcel
    from flows.delivery.sending import Sending
    from flows.sources.mailbox.imap import Account

Report = Annotated[str, typer.Argument(metavar="REPORT", help="Id of a report.")]
Period = Annotated[str, typer.Argument(metavar="PERIOD", help="2013-06, 2013-W24, last_month, ...")]
Number = Annotated[
    int | None,
    typer.Option("--issue", metavar="NUMBER", min=1, help="Which issue; otherwise the newest."),
]


def approve(
    context: typer.Context,
    report: Report,
    period: Period,
    issue: Number = None,
    hold: Annotated[bool, typer.Option("--hold", help="Hold it: it is not sent.")] = False,
    comment: Annotated[
        str, typer.Option(metavar="TEXT", help="Kept with the decision, for who asks why.")
    ] = "",
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Send it here, not to the report's recipients."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; otherwise who is logged in.")
    ] = None,
    overrule: Annotated[bool, typer.Option("--overrule", help="Approve what was held.")] = False,
) -> int:
    """Approve an issue, and send it; or hold it."""
    from flows.delivery.dispatch import mailbox_for
    from flows.delivery.review import Decision
    from flows.delivery.sending import answer

    session: Session = context.obj
    config = session.config()
    recipients = _addresses(to)
    parcel = kept(config, report, period, issue)
    if not hold:
        mailbox_for(config, config.report(report), recipients=recipients)
    decision = Decision(
        verdict="held" if hold else "approved",
        at=datetime.now(UTC),
        by=by or getpass.getuser(),
        through="command line",
        comment=" ".join(comment.split()),
        recipients=recipients,
    )
    with session.workspace(config, f"approve {report}"):
        sent = answer(parcel, config, decision, overrule=overrule)
    told(session, sent)
    session.console.document({**_named(parcel), **document(sent)})
    return FAILED if sent.open_ends else DONE


def send(
    context: typer.Context,
    report: Report,
    period: Period,
    issue: Number = None,
    test: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Send a test here, marked as one; nothing else."),
    ] = None,
) -> int:
    """Send an issue that was approved, to who has not got it; or try how it looks."""
    from flows.delivery import sending
    from flows.delivery.dispatch import mailbox_for, send_test

    session: Session = context.obj
    config = session.config()
    parcel = kept(config, report, period, issue)
    if test is not None:
        (address,) = _addresses([test]) or [test]
        send_test(parcel, config, address)
        session.console.say(f"{address}: sent as a test.")
        session.console.document({**_named(parcel), "test": address})
        return DONE
    mailbox_for(config, config.report(report))
    with session.workspace(config, f"send {report}"):
        sent = sending.standing(parcel, config)
    told(session, sent)
    session.console.document({**_named(parcel), **document(sent)})
    return FAILED if sent.open_ends else DONE


def bounces(
    context: typer.Context,
    place: Annotated[
        str,
        typer.Argument(
            metavar="PLACE",
            help="A .eml or mbox file, a Maildir, a folder, or imaps://USER@HOST[:PORT]/FOLDER.",
        ),
    ],
    password: Annotated[
        str | None,
        typer.Option(metavar="REFERENCE", help="Where the mailbox's password is: env:NAME."),
    ] = None,
    days: Annotated[
        int, typer.Option(min=1, metavar="NUMBER", help="Days back that a mailbox is read.")
    ] = 30,
    ca_file: Annotated[
        Path | None, typer.Option(help="Certificate that a server of your own is signed with.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="The server is in your own network.")
    ] = False,
) -> int:
    """Read what mail servers sent back, and keep whom a report did not reach."""
    from flows.delivery import bounces

    session: Session = context.obj
    config = session.config()
    if "://" in place:
        account, folder = _account(place, password, ca_file, allow_private=allow_private)
        found = bounces.fetched(account, folder, today(config) - timedelta(days=days))
    else:
        found = bounces.read(Path(place))
    with session.workspace(config, "bounces"):
        fresh = bounces.keep(config.lake, found)
    for one in fresh:
        session.console.say(one.told())
    session.console.say(f"Notifications read: {len(found)}. News among them: {len(fresh)}.")
    session.console.document(
        {"read_count": len(found), "bounces": [one.model_dump(mode="json") for one in fresh]}
    )
    return DONE


def _account(
    place: str, password: str | None, ca_file: Path | None, *, allow_private: bool
) -> "tuple[Account, str]":
    """Return a mailbox and its folder from an address; raises ConfigError for any other."""
    from flows.config import secret
    from flows.sources.mailbox.imap import Account

    address = urlsplit(place)
    if address.scheme != "imaps" or not address.hostname or not address.username:
        raise ConfigError("A mailbox is written imaps://USER@HOST[:PORT]/FOLDER.")
    if address.password or password is None:
        raise ConfigError(
            "The password of a mailbox stands in no address. Put it into a variable and say "
            "`--password env:NAME`."
        )
    account = Account(
        address.hostname,
        unquote(address.username),
        secret(password),
        address.port or 993,
        ca_file=ca_file,
        allow_private=allow_private,
    )
    return account, unquote(address.path.strip("/")) or "INBOX"


def kept(config: "Config", report: str, period: str, number: int | None) -> "Parcel":
    """Return what is ready to be sent of an issue; raises ConfigError when there is no such one."""
    from flows.delivery import parcel
    from flows.rendering.issues import issues
    from flows.window import parse

    settings = config.report(report)
    window = parse(period, config.workspace.timezone, today(config), config.calendar)
    there = issues(config, settings.id, window)
    if not there:
        raise ConfigError(
            f"`{report}` has not been issued for {window.slug}. Run `earwitness report {report} "
            f"--period {window.slug}` first."
        )
    found = {one.number: one for one in there}.get(number or there[-1].number)
    if found is None:
        listed = ", ".join(str(one.number) for one in there)
        raise ConfigError(
            f"`{report}` has no issue {number} for {window.slug}. There are: {listed}."
        )
    return parcel.kept(config, found.report, found.period, found.number)


def told(session: Session, sent: "Sending") -> None:
    """Say how the sending of an issue stands, and what to do next."""
    console = session.console
    if sent.review is not None:
        now = datetime.now(UTC)
        console.say(sent.review.told(now))
        if sent.is_waiting:
            about = f"{sent.review.report} {sent.review.period} --issue {sent.review.number}"
            console.say(f"Approve it: `earwitness approve {about}`, or hold it with --hold.")
    for one in sent.deliveries:
        console.say(str(one))


def document(sent: "Sending") -> dict[str, Any]:
    """Return the part of a document of `--json` that is about the sending."""
    known = sent.review
    return {
        "review": None
        if known is None
        else {"status": known.status(datetime.now(UTC)), **known.model_dump(mode="json")},
        "deliveries": [
            {"recipient": one.recipient, "status": one.status, "note": one.note}
            for one in sent.deliveries
        ],
    }


def _named(parcel: "Parcel") -> dict[str, Any]:
    return {"report": parcel.report, "period": parcel.period, "issue": parcel.number}


def _addresses(given: list[str] | None) -> list[str] | None:
    from pydantic import ValidationError

    from flows.config import Recipient

    for one in given or []:
        try:
            Recipient(address=one)
        except ValidationError:
            raise ConfigError(
                f"`{one}` is no e-mail address; one is written like team@example.com."
            ) from None
    return given or None
