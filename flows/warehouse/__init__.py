"""The warehouse: one in-memory DuckDB connection that runs sql/ over the segments of a window.

connection  memory, threads, clock, doors; variables and configuration as tables
segments    the posts of a report, as one view
models      find the .sql files, infer their order, run them
checks      what must hold before a report is issued
catalog     what there is to know of each table: meaning, grain, columns, lineage
empty       a warehouse without a post, to try models in
log         the rows and seconds of each model, kept beside the lake
queries     read a table as rows
"""
