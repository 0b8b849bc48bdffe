import { showReportPanel } from '../reportPanel.ts';
import type { Command } from './command.ts';

export const showReport: Command = { id: 'showReport', run: ({ client }) => showReportPanel(client) };
