"""One module an output format. A format reads only `postlint.model` and converts positions at its own edge."""
