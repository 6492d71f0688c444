"""Draft → Document: folding, sentences, tokens, and what stands in a post."""
