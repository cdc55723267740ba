"""The ways in: each translates requests and answers of the one table, and does nothing else."""
