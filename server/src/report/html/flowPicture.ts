import { escapeHtml as e } from './escape.ts';
import type { Flow, FlowLink } from './flow.ts';

const WIDTH = 1000;
/** Where the columns stand. */
const AT = [0, 380, 740] as const;
const BAR = 8;
const GAP = 10;
/** The height of a label, and so of the thinnest node. */
const LINE = 16;
const LABEL = 44;

interface Node {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Where the next line leaves, and where it arrives. */
  out: number;
  in: number;
}

/** The ways from files to clusters as a picture: lines as wide as the manifests that take them. */
export function flowPicture(flow: Flow, label: string): string {
  const weights = flow.columns.map((labels, column) => labels.map((name) => weightOf(flow, column, name)));
  const total = Math.max(1, ...weights.map((column) => column.reduce((a, b) => a + b, 0)));
  const most = Math.max(...flow.columns.map((labels) => labels.length));
  const scale = Math.max(220, most * (LINE + 4)) / total;
  const nodes = flow.columns.map((labels, column) => {
    let y = 0;
    return new Map<string, Node>(
      labels.map((name, i) => {
        const height = Math.max(2, (weights[column]?.[i] ?? 0) * scale);
        const node = { x: AT[column] as number, y, height, out: y, in: y };
        y += Math.max(height, LINE) + GAP;
        return [name, node];
      }),
    );
  });
  const height = Math.max(
    ...nodes.map((column) =>
      [...column.values()].reduce((end, node) => Math.max(end, node.y + Math.max(node.height, LINE)), 0),
    ),
  );
  const lines = flow.links.flatMap((links, column) => {
    // Lines leave and arrive in the order of the nodes they join: they cross as little as may be.
    const order = (link: FlowLink): number =>
      (flow.columns[column]?.indexOf(link.from) ?? 0) * 1000 + (flow.columns[column + 1]?.indexOf(link.to) ?? 0);
    return [...links]
      .sort((a, b) => order(a) - order(b))
      .map((link) => line(link, nodes[column], nodes[column + 1], scale));
  });
  const bars = nodes.flatMap((column) => [...column].map(([name, node]) => bar(name, node)));
  return `<svg class="flow" viewBox="0 0 ${WIDTH} ${Math.ceil(height + 2)}" role="img" aria-label="${e(label)}">${lines.join('')}${bars.join('')}</svg>`;
}

function weightOf({ links }: Flow, column: number, name: string): number {
  const sum = (side: readonly FlowLink[] | undefined, end: 'from' | 'to'): number =>
    (side ?? []).filter((link) => link[end] === name).reduce((total, { manifests }) => total + manifests, 0);
  return Math.max(sum(links[column], 'from'), sum(links[column - 1], 'to'));
}

function line(
  link: FlowLink,
  left: ReadonlyMap<string, Node> | undefined,
  right: ReadonlyMap<string, Node> | undefined,
  scale: number,
): string {
  const from = left?.get(link.from);
  const to = right?.get(link.to);
  if (!from || !to) return '';
  const width = Math.max(1, link.manifests * scale);
  const [x1, y1, x2, y2] = [from.x + BAR, from.out + width / 2, to.x, to.in + width / 2];
  from.out += width;
  to.in += width;
  const middle = (x1 + x2) / 2;
  const path = [x1, y1, middle, y1, middle, y2, x2, y2].map((value) => value.toFixed(1));
  return `<path class="${link.kind}" d="M${path[0]} ${path[1]}C${path.slice(2).join(' ')}" stroke-width="${width.toFixed(1)}"><title>${e(`${link.from} → ${link.to}: ${link.manifests}`)}</title></path>`;
}

function bar(name: string, { x, y, height }: Node): string {
  const text = name.length > LABEL ? `…${name.slice(1 - LABEL)}` : name;
  return `<rect x="${x}" y="${y.toFixed(1)}" width="${BAR}" height="${height.toFixed(1)}" rx="2"/><text x="${x + BAR + 6}" y="${(y + Math.max(height, LINE) / 2).toFixed(1)}" dominant-baseline="central">${e(text)}<title>${e(name)}</title></text>`;
}
