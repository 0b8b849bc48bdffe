// Tries the packed extension in a real VS Code. Prints `N passed, N failed`.
// VSCODE_TEST_HOST: `desktop` (an Electron VS Code), `server` (VS Code's server build from npm), or `auto`: desktop where one is at hand.
import { desktopAvailable, runInDesktop } from './runInDesktop.mjs';
import { runInEditor } from './runInEditor.mjs';
import { buildSuites, unpackExtension } from './unpack.mjs';

const want = process.env.VSCODE_TEST_HOST ?? 'auto';
const desktop = want === 'desktop' || (want === 'auto' && desktopAvailable());
const extension = await unpackExtension();
const suite = await buildSuites();
console.log(`host: ${desktop ? 'desktop VS Code' : 'VS Code’s server build'}`);
const { passed, failed } = await (desktop ? runInDesktop : runInEditor)({ extension, suite });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
