import type { FileSystem } from '../../server/src/files/fileSystem.ts';
import { basename, dirname } from '../../server/src/files/paths.ts';
import type { Entry } from '../../server/src/files/tree.ts';

/** A disk in memory that is cheap to change and to ask: what a long life of edits needs. Absolute paths. */
export class Disk implements FileSystem {
  private readonly texts = new Map<string, string | Uint8Array>();
  private readonly children = new Map<string, Map<string, Entry>>();
  private readonly encoder = new TextEncoder();

  kind(path: string): Entry['kind'] | undefined {
    return this.texts.has(path) ? 'file' : this.children.has(path) ? 'directory' : undefined;
  }

  list(path: string): readonly Entry[] | undefined {
    const entries = this.children.get(path);
    return entries && [...entries.values()];
  }

  read(path: string, limit: number): Uint8Array | undefined {
    const text = this.texts.get(path);
    const bytes = typeof text === 'string' ? this.encoder.encode(text) : text;
    return bytes && bytes.length <= limit ? bytes : undefined;
  }

  readlink(): undefined {
    return undefined;
  }

  text(path: string): string | undefined {
    const text = this.texts.get(path);
    return text instanceof Uint8Array ? new TextDecoder().decode(text) : text;
  }

  /** Files below a directory. */
  below(directory: string): string[] {
    return [...this.texts.keys()].filter((path) => path.startsWith(`${directory}/`)).sort();
  }

  write(path: string, text: string | Uint8Array): void {
    if (this.children.has(path)) return;
    this.texts.set(path, text);
    this.link(path, 'file');
  }

  remove(path: string): void {
    if (!this.texts.delete(path)) return;
    for (let child = path; ; child = dirname(child)) {
      const parent = dirname(child);
      const entries = this.children.get(parent);
      entries?.delete(basename(child));
      if (!entries || entries.size > 0 || parent === child) break;
      this.children.delete(parent);
    }
  }

  private link(path: string, kind: Entry['kind']): void {
    const parent = dirname(path);
    if (parent === path || path === '') return;
    let entries = this.children.get(parent);
    if (!entries) {
      entries = new Map();
      this.children.set(parent, entries);
      this.link(parent, 'directory');
    }
    entries.set(basename(path), { name: basename(path), kind });
  }
}
