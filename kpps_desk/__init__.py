"""KPPS Desk: prove, TPS by TPS, that every seat is filled, sworn in, trained and certified before voting day.

The floors, from the glass down: ui | cli -> app -> operations -> (queries | documents | exchange) -> store -> words
-> domain -> problems, progress, changes. Imports only ever go down.
"""
