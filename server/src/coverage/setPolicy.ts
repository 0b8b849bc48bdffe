import { type JsonObject, objectOf } from '../applications/json.ts';
import type { AppSet } from './fleet.ts';

/** `spec.syncPolicy` of an ApplicationSet; empty where it has none. */
export function setSyncPolicy({ definition }: AppSet): JsonObject {
  return objectOf(objectOf(definition.object['spec'])['syncPolicy']);
}

/** Whether the set’s policy forbids the controller to delete Applications (`applicationsSync`). */
export function deletesNothing(set: AppSet): boolean {
  const policy = setSyncPolicy(set)['applicationsSync'];
  return policy === 'create-only' || policy === 'create-update';
}
