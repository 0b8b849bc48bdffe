import type { Command } from './command.ts';

export const showReport: Command = { id: 'showReport', run: ({ report }) => report.open() };
