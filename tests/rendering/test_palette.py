"""The house's colours, measured: readable, told apart in grey and by the colour-blind."""

from itertools import pairwise

import pytest

from flows.rendering import palette
from flows.rendering.colour import apart, contrast, distance, lightness, mixed, toned

_LIGHT = palette.COLOURS
_DARK = {role: palette.DARK[colour] for role, colour in palette.COLOURS.items()}
_ROOMS = pytest.mark.parametrize("colours", [_LIGHT, _DARK], ids=["light", "dark"])
_SERIES = [f"series-{number}" for number in range(1, 5)]


@_ROOMS
@pytest.mark.parametrize("role", ["ink", "muted", "faint", "accent", "second"])
def test_letters_are_readable_on_paper(colours, role):
    """Words in any colour that carries words have a contrast of 4.5 to the paper."""
    assert contrast(colours[role], colours["paper"]) >= 4.5


@_ROOMS
@pytest.mark.parametrize(
    "role", ["rule", "wash", "accent-soft", "accent-pale", "second-soft", "second-pale", *_SERIES]
)
def test_ink_is_readable_on_fills(colours, role):
    """Numbers inside a bar or a cell have a contrast of 4.5 to it."""
    assert contrast(colours["ink"], colours[role]) >= 4.5


@_ROOMS
@pytest.mark.parametrize(
    "stack",
    [["second-soft", "rule", "accent"], ["accent", *_SERIES]],
    ids=["sentiment", "share of voice"],
)
def test_neighbours_are_told_apart_in_grey(colours, stack):
    """Parts that touch differ in lightness by what a grey print still shows."""
    for one, other in pairwise(stack):
        assert abs(lightness(colours[one]) - lightness(colours[other])) >= 7


@_ROOMS
@pytest.mark.parametrize(
    "pair",
    [("accent", "second"), ("accent", "second-soft"), ("accent-soft", "second-soft"),
     ("accent-pale", "second-pale"), ("accent", "series-1"), ("second-soft", "rule")],
)  # fmt: skip
def test_the_colour_blind_tell_them_apart(colours, pair):
    """For no kind of vision do colours of opposite meaning come close."""
    least = 3 if "accent-pale" in pair else 8
    assert apart(colours[pair[0]], colours[pair[1]]) >= least


def test_red_and_green_come_close_for_some():
    """The measure knows what it is for: who cannot see red takes these two for one colour."""
    assert distance("#c0504d", "#6f8f3a") > 20
    assert apart("#c0504d", "#6f8f3a") < 8


@pytest.mark.parametrize("colour", ["#0b6770", "#e4002b", "#ffe000", "#102a83", "#777777"])
@pytest.mark.parametrize("wanted", [15, 44, 70, 93])
def test_a_tone_is_as_light_as_asked(colour, wanted):
    """A colour can be had at any lightness, and the same one each time."""
    assert abs(lightness(toned(colour, wanted)) - wanted) < 0.6
    assert toned(colour, wanted) == toned(colour, wanted)


def test_a_mixture_lies_between():
    """Half of black and white is a grey; none of the second is the first."""
    assert 30 < lightness(mixed("#000000", "#ffffff", 0.5)) < 60
    assert "#0b6770" == mixed("#0b6770", "#ffffff", 0)
