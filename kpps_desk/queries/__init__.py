"""QUESTIONS: the only SELECTs for screens, paper and files; they return frozen rows."""
