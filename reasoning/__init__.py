"""Whether the graph contradicts itself: OWL 2 RL by rules, OWL 2 DL by HermiT. ``make reason`` runs both.

Not part of the wheel: what is needed to ask is not needed to serve. ``docs/decisions`` says what the two
reasoners are given, and what is left out of it and why.
"""
