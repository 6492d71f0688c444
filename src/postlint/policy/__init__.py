"""YAML → rules, contexts and cities, validated to the line. Knows no check: the registry of their fields is handed in."""
