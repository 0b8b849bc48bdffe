import type { Command } from './command.ts';

export const restartServer: Command = { id: 'restartServer', run: ({ client }) => client.restart() };
