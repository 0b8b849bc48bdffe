import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** esbuild plugin: `import list from 'glob:./folder/*.ts'` gives the modules of a folder as an array. */
export const globImports = {
  name: 'glob-imports',
  setup(build) {
    build.onResolve({ filter: /^glob:/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice('glob:'.length, -'/*.ts'.length)),
      namespace: 'glob-imports',
    }));
    build.onLoad({ filter: /.*/, namespace: 'glob-imports' }, ({ path }) => {
      const files = readdirSync(path)
        .filter((name) => name.endsWith('.ts'))
        .sort();
      const imports = files.map((name, i) => `import * as m${i} from ${JSON.stringify(join(path, name))};`);
      return { contents: `${imports.join('\n')}\nexport default [${files.map((_, i) => `m${i}`)}];`, resolveDir: path };
    });
  },
};
