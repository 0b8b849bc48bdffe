// Tries the packed extension in a real VS Code. Prints `N passed, N failed`.
// VSCODE_TEST_HOST: `desktop` (an Electron VS Code), `server` (VS Code's server build from npm), or `auto`: desktop where one is at hand.
import { desktopAvailable, runInDesktop } from './runInDesktop.mjs';
import { runInEditor } from './runInEditor.mjs';
import { runInWebWorker } from './runInWebWorker.mjs';
import { buildSuites, unpackExtension } from './unpack.mjs';

const want = process.env.VSCODE_TEST_HOST ?? 'auto';
const desktop = want === 'desktop' || (want === 'auto' && desktopAvailable());
const extension = await unpackExtension();
const suite = await buildSuites();
console.log(`host: ${desktop ? 'desktop VS Code' : 'VS Code’s server build'}`);
const results = [await (desktop ? runInDesktop : runInEditor)({ extension, suite })];
// The browser's extension host comes with the server build alone.
if (!desktop) results.push(await runInWebWorker({ extension }));
const sum = (name) => results.reduce((total, result) => total + result[name], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
