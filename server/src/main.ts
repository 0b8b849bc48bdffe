import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createEngine } from './engine.ts';
import { gitObjects } from './files/gitObjects.ts';
import { nodeFileSystem } from './files/nodeFileSystem.ts';
import { findLostRoute } from './history.ts';
import { compareBranch } from './impact.ts';
import { startSession } from './lsp/session.ts';

/** Set by the build from package.json. */
declare const __REPOSITORY_URL__: string;
declare const __VERSION__: string;

// The language server: one engine on the disk, one client on node IPC, stdio or a socket (`--stdio`, `--node-ipc`, `--socket=N`).
const connection = createConnection(ProposedFeatures.all);
const disk = nodeFileSystem();
const engine = createEngine({ fileSystem: disk, log: (message) => connection.console.info(message) });
startSession(connection, engine, {
  version: __VERSION__,
  compareBranch: (reference) => compareBranch(engine, disk, { reference }),
  findLostRoute: (...where) => findLostRoute(engine, disk, gitObjects, ...where),
  git: gitObjects,
  href: (code) => `${__REPOSITORY_URL__}/blob/main/docs/rules/${code}.md`,
});
