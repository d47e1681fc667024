// Words in lines of a picture.

/** `text` in lines of at most `most` characters, broken between words. */
export function mapLines(text, most) {
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const last = lines.length - 1;
    if (lines.length && (lines[last] + " " + word).length <= most) lines[last] += " " + word;
    else lines.push(word);
  }
  return lines;
}
