// A framed picture as PNG, twice as fine as the screen: drawn through an image that is itself a data: address.

const pngMost = 60_000_000;

function pngImage(text) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("the picture could not be drawn"));
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  });
}

/** The PNG of an SVG text; less fine only where a canvas could not hold it. */
export async function pngBlob(text) {
  const image = await pngImage(text);
  const scale = Math.min(2, Math.sqrt(pngMost / Math.max(1, image.width * image.height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}
