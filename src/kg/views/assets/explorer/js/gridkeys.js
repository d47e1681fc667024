// Moving in a table by keyboard: one stop for the Tab key, arrows between cells, Enter chooses; the same for both tables.

const gridShown = (element) => !element.hidden;
const gridPage = 10;

const gridIsCorner = (cell) => cell.classList.contains("grid-corner");

/** The cells that can be gone to, row by row; null stands where there is none (the corner). */
function gridCells(table) {
  return [...table.rows].filter(gridShown).map((row) => [...row.cells].filter(gridShown).map((cell) => (gridIsCorner(cell) ? null : cell)));
}

function gridPlace(cells, cell) {
  const y = cells.findIndex((row) => row.includes(cell));
  return y < 0 ? null : { y, x: cells[y].indexOf(cell) };
}

const GRID_STEPS = {
  ArrowUp: ({ y, x }) => ({ y: y - 1, x }),
  ArrowDown: ({ y, x }) => ({ y: y + 1, x }),
  ArrowLeft: ({ y, x }) => ({ y, x: x - 1 }),
  ArrowRight: ({ y, x }) => ({ y, x: x + 1 }),
  PageUp: ({ y, x }) => ({ y: Math.max(1, y - gridPage), x }),
  PageDown: ({ y, x }) => ({ y: y + gridPage, x }),
  Home: ({ y }, ctrl) => ({ y: ctrl ? 1 : y, x: y === 0 && !ctrl ? 1 : 0 }),
  End: ({ y }, ctrl) => ({ y: ctrl ? Infinity : y, x: Infinity }),
};

/** Make `cell` the one that the Tab key reaches; the others take no focus until somebody moves there. */
export function holdCell(table, cell) {
  if (table.gridHeld === cell) return;
  if (table.gridHeld) table.gridHeld.removeAttribute("tabindex");
  table.gridHeld = cell;
  if (cell) cell.tabIndex = 0;
}

/** Keep one cell reachable: where it has left with the year, the first that is there. */
export function keepCellHeld(table) {
  const held = table.gridHeld;
  if (held && held.isConnected && gridShown(held) && gridShown(held.parentElement)) return;
  const body = table.tBodies[0];
  const row = body && [...body.rows].find(gridShown);
  holdCell(table, row ? row.cells[0] : null);
}

function gridMove(table, event, cell) {
  const step = GRID_STEPS[event.key];
  const cells = gridCells(table);
  const from = gridPlace(cells, cell);
  if (!step || !from || event.altKey || event.metaKey) return;
  const to = step(from, event.ctrlKey);
  const row = cells[Math.max(0, Math.min(to.y, cells.length - 1))];
  const goal = row[Math.max(0, Math.min(to.x, row.length - 1))];
  event.preventDefault();
  if (!goal) return;
  holdCell(table, goal);
  goal.focus();
}

const gridCellOf = (event) => event.target.closest("td:not(.grid-corner), th");

/** Let keys and the pointer move in `table`; `choose(cell)` on Enter, space or click; `touch(cell | null)` on hover or focus. */
export function steerGrid(table, choose, touch) {
  table.addEventListener("keydown", (event) => {
    const cell = gridCellOf(event);
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(cell);
    } else gridMove(table, event, cell);
  });
  table.addEventListener("click", (event) => {
    const cell = gridCellOf(event);
    if (!cell) return;
    holdCell(table, cell);
    choose(cell);
  });
  const follow = (event) => touch(gridCellOf(event));
  table.addEventListener("pointerover", follow);
  table.addEventListener("focusin", follow);
  table.addEventListener("pointerleave", () => touch(null));
  table.addEventListener("focusout", () => touch(null));
}
