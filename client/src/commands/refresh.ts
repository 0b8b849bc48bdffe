import { Requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/** Reads everything from disk anew. */
export const refresh: Command = { id: 'refresh', run: ({ client }) => client.sendRequest(Requests.refresh) };
