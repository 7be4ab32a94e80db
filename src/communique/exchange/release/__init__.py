"""What may be published of data that is not public, and how much can then still be learned?

Counts with noise under one privacy budget (`noise`, `budget`), exact tables with hidden cells that an attack cannot
work out (`suppression`, `attack`), and the gate that every release goes through (`publishing`).
"""
