"""Trustpilot: reviews of companies, with what the companies answer."""

from flows.sources.trustpilot.settings import TrustpilotSettings

__all__ = ["TrustpilotSettings"]
