import type { Command } from './command.ts';

export const showOutput: Command = { id: 'showOutput', run: ({ output }) => output.show(true) };
