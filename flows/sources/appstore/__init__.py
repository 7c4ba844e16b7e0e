"""Apple's App Store: reviews of any app by country, or of one's own with their answers."""

from flows.sources.appstore.settings import AppStoreSettings

__all__ = ["AppStoreSettings"]
