"""The script of ``/sparql``: its files, its words, and what it is told of the graph.

Without its files (they are built when the package is) the page is a form, and says so in the log.
"""
