import type { Connection } from 'vscode-languageserver';
import type { Engine } from '../engine.ts';
import { t } from '../l10n/t.ts';
import { soon } from './soon.ts';

/** A progress bar is shown only for an index that takes longer than this, in milliseconds. */
const QUIET = 1_000;

/** Builds the first index in slices, so that the connection stays alive; shows progress when it takes long. */
export async function indexWithProgress(connection: Connection, engine: Engine, canShow: boolean): Promise<void> {
  const started = Date.now();
  let shown: Awaited<ReturnType<Connection['window']['createWorkDoneProgress']>> | undefined;
  let cancelled = false;
  await engine.index(async (done, total) => {
    if (canShow && !shown && Date.now() - started > QUIET) {
      shown = await connection.window.createWorkDoneProgress();
      shown.begin(t`Argo CD Coverage: indexing`, 0, undefined, true);
      shown.token.onCancellationRequested(() => {
        cancelled = true;
      });
    }
    shown?.report(Math.floor((100 * done) / Math.max(total, 1)));
    await new Promise<void>((resolve) => soon(resolve));
    return !cancelled;
  });
  shown?.done();
}
