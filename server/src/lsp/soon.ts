/** How long one part of an answer may take before the next one waits for its turn, in milliseconds. */
export const PART = 20;

/** How long a hover waits for an answer that is being worked out, in milliseconds. */
export const PATIENCE = 20;

/** Runs after the messages that already wait: Node.js has a way to say so, a browser only the shortest time. */
export const soon: (run: () => void) => void =
  typeof setImmediate === 'function' ? (run) => void setImmediate(run) : (run) => void setTimeout(run, 0);
