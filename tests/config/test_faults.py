"""A wrong configuration is answered in its own words: the key, what was found, what is allowed."""

import pytest

from flows.config import load
from flows.errors import ConfigError
from tests.config.samples import WHOLE, config, spoilt


def fault(toml: str) -> str:
    """Return what is said of a configuration that is wrong."""
    with pytest.raises(ConfigError) as refused:
        config(toml)
    first, *lines = str(refused.value).splitlines()
    assert first.endswith("listening.toml` is not right:")
    return "\n".join(line.removeprefix("  ") for line in lines)


def test_the_sample_is_right():
    """What the other tests spoil is accepted as it stands."""
    assert ["acme", "globex"] == [brand.id for brand in config(WHOLE).brands]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[workspace]", "[wokspace]", "`wokspace` is not a key I know. Did you mean `workspace`?"),
        (
            "timezone =",
            "time_zone =",
            "`workspace.time_zone` is not a key I know. Did you mean `timezone`?",
        ),
        ("owned", "owend", "`brands.acme.owend` is not a key I know. Did you mean `owned`?"),
        (
            'channel = "forum"',
            'channel = "forum"\n[sources.expect]\nmin_post = 3',
            "`sources.export.expect.min_post` is not a key I know. Did you mean `min_posts`?",
        ),
        (
            "competitors",
            "against",
            "`reports.monthly.against` is not a key I know. Known here: brand, compare,",
        ),
    ],
)
def test_an_unknown_key_is_pointed_at(old, new, says):
    """A key that is not known is named with its path, and the nearest known one with it."""
    assert fault(spoilt(old, new)).startswith(says)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "Europe/Berlin",
            "Europe/Berln",
            "`workspace.timezone`: found `Europe/Berln`; no such IANA time zone. Did you mean",
        ),
        (
            'channel = "forum"',
            'channel = "radio"',
            "`sources.export.channel`: found `radio`; input should be 'social', 'blog', 'news',",
        ),
        (
            '"2013-06"',
            '"june"',
            "`reports.monthly.period`: found `june`; the period `june` is not one I know. Allowed:",
        ),
        (
            '["globex"]',
            '["globex"]\nformats = ["pdf", "docx"]',
            (
                "`reports.monthly.formats[1]`: found `docx`; input should be 'pdf', 'html', "
                "'xlsx', 'pptx', 'csv' or 'parquet'."
            ),
        ),
        (
            '["globex"]',
            '["globex"]\nrecipients = ["nobody"]',
            "`reports.monthly.recipients[0]`: found `nobody`; an e-mail address such as",
        ),
        (
            'host = "smtp.example"',
            'host = "smtp.example"\nport = 99999',
            "`mail.port`: found `99999`; input should be less than or equal to 65535.",
        ),
        (
            'id = "export"',
            'id = "My Export"',
            "`sources.My Export.id`: found `My Export`; it must look like `forum-export`.",
        ),
        ('"files"', '"rss"', "`sources.export.kind`: found `rss`; allowed: `files`, `feed`, "),
        (
            "https://press",
            "ftp://press",
            "`sources.press.url`: found `ftp://press.example/feed.xml`; an address that begins",
        ),
        (
            "[mail]",
            '[understanding]\ncorrect = "yes"\n[mail]',
            "`understanding.correct`: found `yes`; input should be a valid boolean.",
        ),
        (
            'timezone = "Europe/Berlin"',
            'keep_author_names = "no"',
            "`workspace.keep_author_names`: found `no`; input should be a valid boolean.",
        ),
        *(
            ("[mail]", f"[understanding]\nengines = {{ {code} }}\n[mail]", says)
            for code, says in (
                ('DE = "linear"', "`understanding.engines`: found `DE`; a language is a code"),
                ('german = "linear"', "`understanding.engines`: found `german`; a language is"),
                ('xx = "linear"', "`understanding.engines`: found `xx`; a post's language is one"),
                ('de = "textblob"', "`understanding`: `engines.de`: `textblob` cannot read `de`"),
                ('sv = "linear"', "`understanding`: `engines.sv`: `linear` cannot read `sv`"),
            )
        ),
        (
            'username = "reports"\n',
            "",
            "`mail`: `password` stands without `username`; give both, or neither.",
        ),
        (
            'timezone = "Europe/Berlin"',
            'memory_limit = "lots"',
            "`workspace.memory_limit`: found `lots`; it must look like `2GB`.",
        ),
    ],
)
def test_a_wrong_value_is_told_what_is_allowed(old, new, says):
    """A value that is not allowed is shown beside what is."""
    assert fault(spoilt(old, new)).startswith(says)


@pytest.mark.parametrize(
    ("gone", "says"),
    [
        ('name = "Acme"\n', "`brands.acme.name` is missing."),
        ('path = "posts.csv"\n', "`sources.export.path` is missing."),
        ('kind = "files"\n', "`sources.export.kind` is missing. Allowed: `files`, `feed`, "),
        ('sender = "reports@example.com"\n', "`mail.sender` is missing."),
    ],
)
def test_a_missing_key_is_named(gone, says):
    """What must be there and is not is named with its path."""
    assert fault(spoilt(gone, "")).startswith(says)


def test_all_faults_are_told_at_once():
    """Nobody mends one fault to learn of the next."""
    said = fault(spoilt('name = "Acme"\n', "").replace("competitors", "competitor"))

    assert 2 == len(said.splitlines())


def test_an_empty_file_lacks_two_things():
    """There is nothing to listen for, and nothing to listen to."""
    assert "`brands` is missing.\n`sources` is missing." == fault("")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "globex"', 'id = "acme"', "`brands`: the id `acme` is used twice; ids are unique."),
        ('id = "press"', 'id = "export"', "`sources`: the id `export` is used twice"),
        (
            'brand = "acme"',
            'brand = "acne"',
            "`reports.monthly.brand`: found `acne`; no brand has this id, there are: acme, globex.",
        ),
        (
            '["globex"]',
            '["initech"]',
            "`reports.monthly.competitors`: found `initech`; no brand has",
        ),
        ('["globex"]', '["acme"]', "`reports.monthly.competitors`: `acme` competes with itself."),
    ],
)
def test_the_parts_must_fit(old, new, says):
    """Ids are unique, and a report is about brands that are there."""
    assert fault(spoilt(old, new)).startswith(says)


def test_a_query_is_read_when_the_file_is():
    """A query that cannot be read is shown with the place where it fails."""
    said = fault(spoilt('query = "acme"', "query = '(acme OR'"))

    assert said.startswith("`brands.acme.query`: found `(acme OR`; the query cannot be read")
    assert "^" in said


def test_one_table_where_several_belong():
    """`[brands]` for `[[brands]]` is the commonest slip of TOML, and is answered as such."""
    toml = '[brands]\nid = "acme"\nname = "Acme"\nquery = "acme"\n'

    assert "`brands`: there may be several; write `[[brands]]`." in fault(toml)


@pytest.mark.parametrize("written", ["hunter2", "hunter2 env:NAME", "env:", "ENV:NAME"])
def test_a_password_is_never_repeated(written):
    """A password where a reference belongs is refused without being shown."""
    said = fault(spoilt("env:SMTP_PASSWORD", written))

    assert "`mail.password`: it must look like `env:SMTP_PASSWORD`." == said


def test_a_missing_file_is_told_how_to_begin(tmp_path):
    """Without a configuration the answer is how to write one."""
    with pytest.raises(ConfigError, match=r"no configuration at `.*listening\.toml`.*init"):
        load(tmp_path / "listening.toml")


@pytest.mark.parametrize("content", [b"[brands\n", b"\xff\xfe"])
def test_what_is_no_toml_is_told_where(content, tmp_path):
    """A file that cannot be read as TOML says so, with the parser's own line and column."""
    path = tmp_path / "listening.toml"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match="cannot be read as TOML"):
        load(path)
