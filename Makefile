# Works on a fresh checkout: every target sets up first what it needs. `make help` lists them.

SHELL := /bin/bash
BIN := .venv/bin
QUICKSTART := examples/quickstart
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup report live picture test lint format types sql-format words reference bench understanding lock clean

help:  ## List what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## Set up .venv and the system libraries (PYTHON=... to name an interpreter)
	@.ci/setup

report: setup $(QUICKSTART)/posts/.made  ## Make the quickstart's posts and issue its monthly report
	@# Exit status 3 is a report with gaps in its sources: the report says so, and it is there.
	@$(BIN)/earwitness --config $(QUICKSTART)/listening.toml run monthly || [ $$? -eq 3 ]

live: setup $(QUICKSTART)/posts/.made  ## See it collect: hear the same posts over HTTP from places played here
	@$(BIN)/python -m examples.quickstart.live

picture: report  ## Draw the README's picture anew from the quickstart's report (needs pdftoppm)
	@pdf=$$(ls -v $(QUICKSTART)/reports/monthly/2026-10/*/*.pdf | tail -1) && \
		pdftoppm -r 100 -f 2 -l 2 -x 0 -y 0 -W 827 -H 1000 -png -singlefile "$$pdf" docs/report-page
	@# A page has few colours; to name them makes the file a third of its size.
	@$(BIN)/python -c "from PIL import Image; page = 'docs/report-page.png'; \
		Image.open(page).quantize(64, dither=Image.Dither.NONE).save(page, optimize=True)"

# Posts made from an older plan must not stay in the lake beside the new ones.
$(QUICKSTART)/posts/.made: $(wildcard $(QUICKSTART)/*.py $(QUICKSTART)/truth.toml $(QUICKSTART)/phrases/*) | setup
	@rm -rf $(QUICKSTART)/{posts,data,live}
	@$(BIN)/python -m examples.quickstart.make_posts
	@touch $@

test: setup  ## Run every test (ARGS="-k window" for some)
	@$(BIN)/python -m pytest -m "" $(ARGS)

lint: setup  ## Check style, types and the SQL's format
	@$(MAKE) --no-print-directory format types sql-format

format:
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types:
	@$(BIN)/mypy

sql-format:
	@$(BIN)/sqlfmt --check --no-progressbar sql

words:  ## Collect what the report says into the catalogues of its languages
	@$(BIN)/python -m flows.rendering.extraction

reference: setup  ## Write what the documentation says of sources and settings from the code
	@$(BIN)/python -m flows.sources.reference
	@$(BIN)/python -m flows.config.schema docs/listening.schema.json

bench: setup  ## Measure speed and memory, and print the table
	@$(BIN)/python -m benchmarks.run $(ARGS)

understanding: setup  ## Measure how well posts are understood, and print the table
	@$(BIN)/python -m benchmarks.understanding.measure $(ARGS)

lock: setup  ## Resolve requirements.lock anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--no-emit-find-links --python-version 3.11 --group dev pyproject.toml \
		--output-file requirements.lock

clean:  ## Remove what the quickstart and the tools left; .venv stays
	@rm -rf $(QUICKSTART)/{posts,data,reports,live} benchmarks/work dist .{mypy,ruff,pytest}_cache .hypothesis
