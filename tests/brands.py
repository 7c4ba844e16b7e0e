"""Two brands, as most configurations of tests have them."""

TWO_BRANDS = """\
[[brands]]
id = "acme"
name = "Acme"
query = "acme"
owned = ["@acme"]

[[brands]]
id = "globex"
name = "Globex"
query = "globex"
"""
