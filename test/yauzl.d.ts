declare module 'yauzl' {
  /** What the tests use of it. */
  export function openPromise(file: string): Promise<{ eachEntry(): AsyncIterable<{ readonly fileName: string }> }>;
}
