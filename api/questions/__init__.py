"""The page of ``/questions``: the questions that the graph must be able to answer."""
