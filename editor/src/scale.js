// Axes that do not flatter: bars start at zero, steps are round, dates stand where they belong.
const ROUND = [1, 2, 2.5, 5, 10, 20];

// Round steps that cover `low`..`high` with about `wanted` of them; `whole`: none between whole numbers.
export function ticks(low, high, wanted = 5, whole = false) {
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)];
  const rough = Math.max((high - low) / wanted, whole ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ROUND.map((part) => part * power).find((part) => part >= rough && (!whole || Number.isInteger(part)));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)));
}

// A function that puts `from`..`to` onto `start`..`end`.
export const linear = (from, to, start, end) => (value) => start + ((value - from) / (to - from)) * (end - start);

// As much of `words` as fits into `width`, by the mean width of a letter.
export function fitted(words, width, letter = 6.6) {
  const most = Math.max(3, Math.floor(width / letter));
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
