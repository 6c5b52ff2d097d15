"""MEMORY: the schema, the two doors, the journal. Only this floor writes SQL that changes rows."""
