const smallest = 200;
const largest = 5_000_000;
// 13,900 files of a real collection of trees hold 137 MB.
const bytesPerFile = 137_000_000 / 13_900;
const spread = 1.88;

/**
 * Sizes of files as they are in real trees: many small ones, few large ones (log-normal), from 200 bytes to 5 MB, and
 * always as many bytes in all as `count` files have on average. They are in ascending order.
 */
export function fileSizes(count: number): number[] {
  const shapes = Array.from({ length: count }, (_, index) =>
    Math.exp(spread * quantile((index + 0.5) / count)),
  );
  let scale = bytesPerFile / Math.exp(spread ** 2 / 2);
  // Limits at both ends move the mean; a few rounds bring it back.
  for (let round = 0; round < 20; round++) scale *= (bytesPerFile * count) / total(sized(shapes, scale));
  return sized(shapes, scale);
}

function sized(shapes: readonly number[], scale: number): number[] {
  return shapes.map((shape) => Math.round(Math.min(largest, Math.max(smallest, shape * scale))));
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The quantile of the normal distribution, within 0.0005 (Abramowitz and Stegun, formula 26.2.23). */
function quantile(share: number): number {
  const isLow = share < 0.5;
  const t = Math.sqrt(-2 * Math.log(isLow ? share : 1 - share));
  const distance =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
  return isLow ? -distance : distance;
}
