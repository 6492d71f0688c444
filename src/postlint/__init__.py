"""postlint judges a city hall's draft post under that city's own social media guideline."""

__version__ = "0.1.0"
