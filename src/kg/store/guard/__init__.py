"""Decides, before an engine sees it, whether a SPARQL text from outside may run.

:func:`check_query` answers with the form of the query or raises; :func:`guard_query` also hands back
the text to evaluate. The rules live in :mod:`kg.store.guard.rules`, the reading of the text in
:mod:`kg.store.guard.lexer` and :mod:`kg.store.guard.readings`.

**Why looking at tokens is enough.** In the grammar of SPARQL 1.1 Query (section 19.8) keywords are
terminals: a bare word outside an IRI, a string, a comment, a variable or a prefixed name can be nothing
but syntax, and ``SERVICE`` occurs in one production only (ServiceGraphPattern, [59]). Whatever encloses
it (a sub-select, EXISTS, OPTIONAL), the keyword stands in the token stream; no tree is needed to find it.

**Why one stream of tokens is not enough.** The engine parses without a lexer. It reads
``SERVICEex:s {…}`` as SERVICE and ``ex:s`` where the grammar's longest match (19.8, note 1) reads one
prefixed name, and takes ``<`` for an operator or for the start of an IRI by context, so that
``FILTER(?a<2)SERVICE ex:s#>`` hides a keyword in what a longest-match lexer calls an IRI. So every
reading of an ambiguous ``<`` is followed, glued keywords are taken apart, and the text is read both as
written and with its codepoint escapes decoded (19.2). A text is refused if *any* reading is forbidden.

The isolated worker has no right to open a socket (:mod:`kg.store.isolated`); the guard is the part that
explains, the worker the part that holds.
"""

from kg.store.guard.errors import UpdateSyntaxError, UsingConflictError
from kg.store.guard.limits import DEFAULT_LIMITS, UPDATE_LIMITS, GuardLimits
from kg.store.guard.memory import QueryGuard
from kg.store.guard.rules import GuardedQuery, QueryForm, check_query, explain_syntax, guard_query
from kg.store.guard.updates import GuardedUpdate, check_update, explain_update

__all__ = [
    "DEFAULT_LIMITS",
    "UPDATE_LIMITS",
    "GuardLimits",
    "GuardedQuery",
    "GuardedUpdate",
    "QueryForm",
    "QueryGuard",
    "UpdateSyntaxError",
    "UsingConflictError",
    "check_query",
    "check_update",
    "explain_syntax",
    "explain_update",
    "guard_query",
]
