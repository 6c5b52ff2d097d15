"""One screen each: a noun of the field, shown and worked on."""
