"""One module an output format, and what several share. They read only the nouns; positions are converted at the edge."""
