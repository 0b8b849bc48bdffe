// The least that any tool must do: walks a directory and reads every file. Usage: bareWalk.mjs DIR
import { readdirSync, readFileSync } from 'node:fs';

let characters = 0;
function walk(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.name === '.git') continue;
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) walk(path);
    else characters += readFileSync(path, 'utf8').length;
  }
}
walk(process.argv[2]);
console.log(characters);
