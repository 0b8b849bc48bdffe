/** A rectangle in percent of the whole picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Fills a rectangle with one box for each weight, in their order, each as near to a square as may be (squarified treemap).
 * @param weights positive, largest first. @param aspect width divided by height of the picture on screen.
 */
export function squarify(weights: readonly number[], aspect: number): Box[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Laid out in a picture of `aspect` by 1, told in percent.
  const areas = weights.map((weight) => (weight / total) * aspect);
  const boxes: Box[] = [];
  let x = 0;
  let y = 0;
  let width = aspect;
  let height = 1;
  let row: number[] = [];
  const flush = (): void => {
    const sum = row.reduce((a, b) => a + b, 0);
    const wide = width >= height;
    const thickness = sum / (wide ? height : width);
    let at = wide ? y : x;
    for (const area of row) {
      const length = area / thickness;
      boxes.push(
        wide ? { x, y: at, width: thickness, height: length } : { x: at, y, width: length, height: thickness },
      );
      at += length;
    }
    if (wide) {
      x += thickness;
      width -= thickness;
    } else {
      y += thickness;
      height -= thickness;
    }
    row = [];
  };
  for (const area of areas) {
    const side = Math.min(width, height);
    if (row.length > 0 && worst([...row, area], side) > worst(row, side)) flush();
    row.push(area);
  }
  if (row.length > 0) flush();
  return boxes.map((box) => ({
    x: (100 * box.x) / aspect,
    y: 100 * box.y,
    width: (100 * box.width) / aspect,
    height: 100 * box.height,
  }));
}

/** The worst ratio of sides in a row of areas that is laid along a side. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((a, b) => a + b, 0);
  const thickness = sum / side;
  return Math.max(...row.map((area) => Math.max(thickness ** 2 / area, area / thickness ** 2)));
}
