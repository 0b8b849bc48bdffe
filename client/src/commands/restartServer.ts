import type { Command } from './command.ts';

/** Stops the server and starts a new one; also when the last one could not be stopped any more. */
export const restartServer: Command = {
  id: 'restartServer',
  async run({ client, output }) {
    if (client.isRunning()) await client.stop().catch((error: unknown) => output.warn(String(error)));
    await client.start();
  },
};
