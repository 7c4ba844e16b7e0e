"""The recipes: one file for each suite and each platform whose archives are read.

The columns were taken from what the vendors document and from programs that read such files; none
was tried on an export that a vendor's customer made.
"""

from flows.sources.export.recipe import Recipe
from flows.sources.export.recipes.brandwatch import BRANDWATCH
from flows.sources.export.recipes.hootsuite import HOOTSUITE
from flows.sources.export.recipes.meltwater import MELTWATER
from flows.sources.export.recipes.meta import META
from flows.sources.export.recipes.reddit import REDDIT_COMMENTS, REDDIT_POSTS
from flows.sources.export.recipes.sprinklr import SPRINKLR
from flows.sources.export.recipes.sprout import SPROUT_HEARD, SPROUT_SENT
from flows.sources.export.recipes.talkwalker import TALKWALKER
from flows.sources.export.recipes.x import X_ARCHIVE

RECIPES: tuple[Recipe, ...] = (
    BRANDWATCH,
    TALKWALKER,
    MELTWATER,
    SPRINKLR,
    SPROUT_SENT,
    SPROUT_HEARD,
    HOOTSUITE,
    REDDIT_POSTS,
    REDDIT_COMMENTS,
    X_ARCHIVE,
    *META,
)
"""Of two that fit a file, the one that reads more of its columns is taken."""
