"""RULES: pure functions over values, standard library only; each rule stands in one place."""
