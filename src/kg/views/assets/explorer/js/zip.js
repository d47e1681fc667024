// A ZIP file (APPNOTE 6.3, method 0: stored) with its checksums: the envelope of a workbook.
const zipTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 (ISO 3309) of bytes. */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = zipTable[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Little-endian numbers, each [value, size in bytes]. */
function zipNumbers(...fields) {
  const found = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of fields) {
    for (let n = 0; n < size; n += 1) found[at + n] = Math.floor(value / 256 ** n) & 0xff;
    at += size;
  }
  return found;
}

// 1 January 1980: the same rows give the same bytes on every day.
const zipDate = 0x21;
const zipUtf8 = 0x800;

function zipEntry(name, bytes, offset) {
  const common = [[20, 2], [zipUtf8, 2], [0, 2], [0, 2], [zipDate, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
  const rest = [[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]];
  return {
    local: [zipNumbers([0x04034b50, 4], ...common), name, bytes],
    central: [zipNumbers([0x02014b50, 4], [20, 2], ...common, ...rest), name],
  };
}

const zipSize = (parts) => parts.reduce((sum, part) => sum + part.length, 0);

/** The parts of a ZIP file of `files`: [[name, text], ...], in this order. */
export function zipParts(files) {
  const encoder = new TextEncoder();
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, text] of files) {
    const entry = zipEntry(encoder.encode(name), encoder.encode(text), offset);
    local.push(...entry.local);
    central.push(...entry.central);
    offset += zipSize(entry.local);
  }
  const end = zipNumbers([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [zipSize(central), 4], [offset, 4], [0, 2]);
  return [...local, ...central, end];
}
