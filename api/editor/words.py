"""The words that the editor's script shows; ``{name}`` is filled in by the script."""

from __future__ import annotations

from typing import Final

from kg.model import Text

SCRIPT: Final[dict[str, Text]] = {
    "answer": Text("Answer", "Respuesta"),
    "chart.columns": Text("The first {n} columns of numbers.", "Las primeras {n} columnas de números."),
    "chart.empty": Text("No rows, nothing to draw.", "No hay filas, nada que dibujar."),
    "chart.first": Text(
        "The first {shown} of {n} rows; ORDER BY decides which.",
        "Las primeras {shown} de {n} filas; cuáles, lo decide ORDER BY.",
    ),
    "chart.label": Text(
        "A chart needs, beside the numbers, a column that names them.",
        "Un gráfico necesita, junto a los números, una columna que los nombre.",
    ),
    "chart.numbers": Text(
        "A chart needs a column of numbers, such as (COUNT(?x) AS ?n); this answer has none.",
        "Un gráfico necesita una columna de números, como (COUNT(?x) AS ?n); esta respuesta no la tiene.",
    ),
    "chart.rows": Text(
        "A chart is drawn of the rows of a SELECT.", "El gráfico se hace con las filas de un SELECT."
    ),
    "chart.title": Text("{values} by {label}", "{values} por {label}"),
    "copied": Text("Copied.", "Copiado."),
    "copy": Text("Copy", "Copiar"),
    "copy.failed": Text("Not allowed here: select the text.", "No se permite aquí: seleccione el texto."),
    "download": Text("Download", "Descargar"),
    "editor.error": Text("This line does not parse.", "Esta línea no se puede analizar."),
    "editor.expected": Text(
        "This line does not parse. Expected: {expected}",
        "Esta línea no se puede analizar. Se espera: {expected}",
    ),
    "editor.names": Text("Names that fit", "Nombres que coinciden"),
    "editor.prefix": Text("The prefix {name}: is not declared.", "El prefijo {name}: no está declarado."),
    "error.goto": Text("Go to line {line}, column {column}", "Ir a la línea {line}, columna {column}"),
    "error.large": Text("The answer is too large to show", "La respuesta es demasiado grande para mostrarla"),
    "error.large.detail": Text(
        "It has more than {size} MB. Ask for less (LIMIT), or fetch it as a file with curl.",
        "Tiene más de {size} MB. Pida menos (LIMIT) u obténgala como archivo con curl.",
    ),
    "error.network": Text("The server does not answer", "El servidor no responde"),
    "error.network.detail": Text(
        "Check your connection and run the query again.", "Revise su conexión y ejecute de nuevo la consulta."
    ),
    "error.retry.many": Text("Try again in {n} seconds.", "Inténtelo de nuevo en {n} segundos."),
    "error.retry.one": Text("Try again in one second.", "Inténtelo de nuevo en un segundo."),
    "error.status": Text(
        "The server answered with status {status}", "El servidor respondió con el estado {status}"
    ),
    "graph.empty": Text("No triples, nothing to draw.", "No hay tripletas, nada que dibujar."),
    "graph.fit": Text("Show all", "Ver todo"),
    "graph.hint": Text(
        "Choose a node to read what is said of it. Drag or use the arrow keys to move, + and − to zoom.",
        "Elija un nodo para leer lo que se dice de él. Arrastre o use las flechas para mover, + y − para el "
        "tamaño.",
    ),
    "graph.in": Text("Zoom in", "Ampliar"),
    "graph.left": Text("{n} more triples do not fit.", "{n} tripletas más no caben."),
    "graph.literals": Text("Texts and numbers too", "También textos y números"),
    "graph.out": Text("Zoom out", "Reducir"),
    "graph.rows": Text(
        "A graph is drawn of CONSTRUCT and DESCRIBE, and of SELECT ?s ?p ?o.",
        "El grafo se dibuja con CONSTRUCT y DESCRIBE, y con SELECT ?s ?p ?o.",
    ),
    "graph.said": Text("{nodes} nodes, {edges} edges: {kinds}.", "{nodes} nodos, {edges} aristas: {kinds}."),
    "prefixes.fill": Text("Declare prefixes", "Declarar prefijos"),
    "query": Text("Query", "Consulta"),
    "question.taken": Text("In the editor: {title}", "En el editor: {title}"),
    "questions.many": Text("{n} questions", "{n} preguntas"),
    "questions.none": Text("No question has these words.", "Ninguna pregunta tiene estas palabras."),
    "questions.one": Text("1 question", "1 pregunta"),
    "raw.cut": Text(
        "Cut for the screen; download the whole.", "Cortado para la pantalla; descárguelo entero."
    ),
    "raw.format": Text("Format", "Formato"),
    "rows.many": Text("{n} rows", "{n} filas"),
    "rows.one": Text("1 row", "1 fila"),
    "running": Text("Running …", "En curso …"),
    "seconds": Text("{n} s", "{n} s"),
    "share": Text("Copy link", "Copiar enlace"),
    "share.bar": Text("The address bar holds the link.", "El enlace está en la barra de direcciones."),
    "share.copied": Text("Link copied.", "Enlace copiado."),
    "stopped": Text("Stopped.", "Detenida."),
    "tab.chart": Text("Chart", "Gráfico"),
    "tab.code": Text("Code", "Código"),
    "tab.graph": Text("Graph", "Grafo"),
    "tab.raw": Text("Raw", "Texto"),
    "tab.table": Text("Table", "Tabla"),
    "table.next": Text("Next", "Siguiente"),
    "table.none": Text("No rows: nothing in the graph fits.", "Ninguna fila: nada en el grafo coincide."),
    "table.previous": Text("Previous", "Anterior"),
    "table.range": Text("{from}–{to} of {n}", "{from}–{to} de {n}"),
    "triples.many": Text("{n} triples", "{n} tripletas"),
    "triples.one": Text("1 triple", "1 tripleta"),
    "truncated": Text(
        "Not all rows: the server stops at {n}. Narrow the query, or page through with ORDER BY, LIMIT and "
        "OFFSET.",
        "No están todas las filas: el servidor se detiene en {n}. Acote la consulta o recórrala con ORDER "
        "BY, LIMIT y OFFSET.",
    ),
    "truth.no": Text("No (false)", "No (false)"),
    "truth.yes": Text("Yes (true)", "Sí (true)"),
}


def in_language(lang: str) -> dict[str, str]:
    """Return the script's words in ``lang`` ("en", "es")."""
    return {key: text.get(lang) for key, text in SCRIPT.items()}
