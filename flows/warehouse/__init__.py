"""The warehouse: one in-memory DuckDB connection that runs sql/ over the segments of a window.

connection  memory, threads, clock, doors; variables and configuration as tables
models      find the .sql files, infer their order, run them, run the checks
queries     read a table as rows
"""
