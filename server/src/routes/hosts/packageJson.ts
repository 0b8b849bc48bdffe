import { objectOf } from '../../applications/json.ts';
import { yamlFile } from '../../documents/yamlFile.ts';
import { basename, dirname } from '../../files/paths.ts';
import { yamlText } from '../yamlText.ts';
import { BASE_MARK, type Host, type Script } from './host.ts';

/** The `scripts` of a package.json, which run in its directory. */
export const packageJson: Host = {
  name: 'package.json',
  matches: (path) => basename(path) === 'package.json',
  read(tree, path) {
    const file = tree.derive(yamlFile, path);
    const document = file?.documents[0];
    if (!file || !document) return { scripts: [], notes: [] };
    const names = Object.keys(objectOf(objectOf(document.value())['scripts']));
    return {
      scripts: names.flatMap((name): Script[] => {
        const text = yamlText(file.text, document, ['scripts', name]);
        return text
          ? [{ language: 'shell', text, starts: [dirname(path)], directory: BASE_MARK, variables: new Map() }]
          : [];
      }),
      notes: document.problems.map(({ message }) => `${path}: ${message}`),
    };
  },
};
