import { any, fn, reflectValue, string, strings } from '../functionTypes.ts';
import { toBytes } from '../goString.ts';
import { Unknown } from '../unknown.ts';
import { byteList, type GoMethod, sortedKeys, TypedMap, typedList, type Value } from '../values.ts';
import { encodeBase64 } from '../yaml/baseEncoding.ts';
import { marshalYaml } from '../yaml/writeYaml.ts';
import type { ChartFile } from './chart.ts';
import { MethodMap } from './methodTypes.ts';

/** Compiles a pattern of `.Files.Glob` (gobwas with `/` as separator); undefined when it is malformed. */
export type CompileGlob = (pattern: string) => ((path: string) => boolean) | undefined;

const UNREADABLE = 'the content of a file that is no text';

/** `.Files` (`pkg/engine/files.go`): a chart's other files. A text is read when a template asks for it. */
export class FilesMap extends MethodMap {
  readonly #files: ReadonlyMap<string, ChartFile>;
  readonly #glob: CompileGlob;

  constructor(files: readonly ChartFile[], glob: CompileGlob) {
    super('engine.files', [], '[]uint8');
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.#glob = glob;
    for (const path of this.#files.keys()) super.set(path, null);
  }

  override get(path: string): Value | undefined {
    const file = this.#files.get(path);
    return file && (bytesOf(file) as Value);
  }

  override *entries(): MapIterator<[string, Value]> {
    for (const path of this.#files.keys()) yield [path, this.get(path) as Value];
  }

  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  override forEach(visit: (value: Value, key: string, map: Map<string, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }

  method(name: string): GoMethod | undefined {
    switch (name) {
      case 'Get':
        return fn(name, [string], string, (path) => this.#text(path));
      case 'GetBytes':
        return fn(name, [string], reflectValue, (path) => this.get(path) ?? typedList('[]uint8', []));
      case 'Glob':
        return fn(name, [string], any, (pattern) => this.#matching(pattern));
      case 'AsConfig':
        return fn(name, [], string, () => this.#asYaml((text) => text));
      case 'AsSecrets':
        return fn(name, [], string, () => this.#asYaml((text) => encodeBase64(toBytes(text))));
      case 'Lines':
        return fn(name, [string], strings, (path) => {
          const text = this.#text(path);
          if (text instanceof Unknown) return text;
          return text === '' ? [] : text.replace(/\n$/, '').split('\n');
        });
      default:
        return undefined;
    }
  }

  #text(path: string): string | Unknown {
    const file = this.#files.get(path);
    return file === undefined ? '' : (file.text() ?? new Unknown(UNREADABLE));
  }

  #matching(pattern: string): FilesMap {
    const matches = this.#glob(pattern) ?? (() => true);
    return new FilesMap(
      [...this.#files.values()].filter(({ path }) => matches(path)),
      this.#glob,
    );
  }

  /** The files by their base names, as the data of a ConfigMap or Secret. */
  #asYaml(convert: (text: string) => string): string | Unknown {
    const data = new TypedMap('map[string]string');
    for (const path of sortedKeys(this)) {
      const text = this.#text(path);
      data.set(path.slice(path.lastIndexOf('/') + 1), text instanceof Unknown ? text : convert(text));
    }
    const written = marshalYaml(data);
    if (typeof written === 'string') return written.replace(/\n$/, '');
    return written instanceof Unknown ? written : '';
  }
}

function bytesOf(file: ChartFile): Value {
  const text = file.text();
  return text === undefined ? new Unknown(UNREADABLE) : byteList(toBytes(text));
}
