"""Many posts of the past: judged in a stream, on all cores, and summed up fairly."""
