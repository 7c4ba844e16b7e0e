"""The same report as one would make it by hand: pandas, TextBlob, matplotlib, WeasyPrint.

    python -m benchmarks.by_hand JOB POSTS.csv FOLDER [--month 2013-06]

One `TextBlob(text).sentiment` for each post, brands by regular expression, `groupby`, four charts,
one page. It knows no languages, no spam, no copies, no coverage, no intervals; it keeps nothing for
the next month. The last line printed is JSON: the seconds of wall clock and of CPU of each step.
"""

import argparse
import base64
import io
import json
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from textblob import TextBlob
from weasyprint import HTML

from benchmarks.clock import Clock
from benchmarks.inputs import INPUTS, Input

PICTURE = '<img src="data:image/svg+xml;base64,{}">'


def understood(posts: pd.DataFrame, brands: dict[str, str]) -> pd.DataFrame:
    """Add sentiment to every post, then make one row for each brand that a post names."""
    said = posts["title"].fillna("") + "\n\n" + posts["text"].fillna("")
    posts["sentiment"] = [TextBlob(text).sentiment.polarity for text in said]
    named = [
        posts[said.str.contains(pattern, case=False)].assign(brand=brand)
        for brand, pattern in brands.items()
    ]
    mentions = pd.concat(named)
    mentions["day"] = mentions["posted_at"].dt.strftime("%Y-%m-%d")
    mentions["month"] = mentions["day"].str[:7]
    return mentions


def tables(mentions: pd.DataFrame, month: str) -> dict[str, pd.DataFrame]:
    """Count the month by day and by brand, the history by month, and find the loudest posts."""
    window = mentions[mentions["month"] == month]
    summary = window.groupby("brand").agg(
        mentions=("sentiment", "size"),
        sentiment=("sentiment", "mean"),
        positive=("sentiment", lambda scores: (scores > 0).mean()),
        negative=("sentiment", lambda scores: (scores < 0).mean()),
        likes=("likes", "sum"),
    )
    summary["share of voice"] = summary["mentions"] / summary["mentions"].sum()
    loudest = window.sort_values("likes", ascending=False).head(20)
    score = {"columns": "brand", "values": "sentiment"}
    return {
        "summary": summary,
        "daily": window.pivot_table(index="day", aggfunc="size", fill_value=0, **score),
        "monthly": mentions.pivot_table(index="month", aggfunc="size", fill_value=0, **score),
        "sentiment": mentions.pivot_table(index="month", aggfunc="mean", **score),
        "posts": loudest[["day", "brand", "title", "likes", "replies", "sentiment"]],
    }


def charts(told: dict[str, pd.DataFrame]) -> str:
    """Draw four charts as pictures in the page."""
    pictures = []
    for name in ("daily", "monthly", "sentiment", "summary"):
        figure, axes = plt.subplots(figsize=(7, 3))
        frame = told[name]
        if name == "summary":
            frame[["share of voice"]].plot.barh(ax=axes)
        else:
            frame.plot(ax=axes, title=name, rot=45)
        figure.tight_layout()
        drawn = io.BytesIO()
        figure.savefig(drawn, format="svg")
        plt.close(figure)
        pictures.append(PICTURE.format(base64.b64encode(drawn.getvalue()).decode()))
    return "".join(pictures)


def page(told: dict[str, pd.DataFrame], pictures: str, month: str) -> str:
    """Return the report as one string of HTML."""
    style = (
        "body{font-family:sans-serif}table{font-size:8pt;border-collapse:collapse}img{width:100%}"
    )
    parts = [f"<h2>{name}</h2>{frame.to_html()}" for name, frame in told.items()]
    return f"<style>{style}</style><h1>Report for {month}</h1>{pictures}{''.join(parts)}"


def report(job: Input, source: Path, folder: Path, month: str) -> Clock:
    """Make the page, the PDF and the workbook; return the seconds of each step."""
    clock = Clock()
    with clock.step("read"):
        posts = pd.read_csv(source).rename(columns=job.columns)
        posts["posted_at"] = pd.to_datetime(posts["posted_at"], utc=True, format="ISO8601")
    with clock.step("understand"):
        mentions = understood(posts, job.brands)
    with clock.step("metrics"):
        told = tables(mentions, month)
    with clock.step("report"):
        html = page(told, charts(told), month)
        (folder / "report.html").write_text(html, encoding="utf-8")
        HTML(string=html).write_pdf(folder / "report.pdf")
        with pd.ExcelWriter(folder / "report.xlsx", engine="xlsxwriter") as workbook:
            for name, frame in told.items():
                frame.to_excel(workbook, sheet_name=name)
    return clock


def main() -> None:
    """Read the arguments, make the report, print the seconds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("job", choices=INPUTS)
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--month")
    given = parser.parse_args()
    mpl.use("Agg")
    given.folder.mkdir(parents=True, exist_ok=True)
    job: Input = INPUTS[given.job]
    print(json.dumps(report(job, given.source, given.folder, given.month or job.month).steps))


if __name__ == "__main__":
    main()
