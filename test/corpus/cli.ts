import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ARCHIVES, unpackArchives } from './archives.ts';
import { compareRepository, type Expectation } from './compare.ts';
import pending from './pending.json';
import { printRoutes } from './routes.ts';

// npm run corpus [-- --dir DIR] [--show N] [--routes] [NAME…]: our answer about real repositories beside Argo CD's own,
// or the routes other than Argo CD that they hold.
const { values, positionals } = parseArgs({
  options: { dir: { type: 'string' }, show: { type: 'string', default: '10' }, routes: { type: 'boolean' } },
  allowPositionals: true,
});

const directory = values.dir ? resolve(values.dir) : unpackArchives();
if (directory === undefined) {
  console.log('No corpus here: name a directory of unpacked repositories with --dir DIR.');
} else if (values.routes) {
  for (const name of readdirSync(directory).sort())
    if (!name.endsWith('.json') && (positionals.length === 0 || positionals.includes(name)))
      await printRoutes(join(directory, name), Number(values.show));
} else {
  let agreed = 0;
  let counted = 0;
  let alarms = 0;
  let surprises = 0;
  for (const name of readdirSync(directory).sort()) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const file = [join(directory, `${name}.expect.json`), join(ARCHIVES, `${name}.expect.json`)].find((path) =>
      existsSync(path),
    );
    if (name.endsWith('.json') || file === undefined) continue;
    const expected = JSON.parse(readFileSync(file, 'utf8')) as Expectation;
    const result = await compareRepository(join(directory, name), expected);
    agreed += result.agreed;
    counted += result.counted;
    alarms += result.falseAlarms.length;
    const why = (pending as Readonly<Record<string, string>>)[name];
    if (why === undefined) surprises += result.differences.length + result.falseAlarms.length;
    console.log(
      `${name.padEnd(40)} ${String(result.agreed).padStart(4)} / ${result.counted}  ${Math.round(result.milliseconds)} ms`,
    );
    for (const line of result.differences.slice(0, Number(values.show))) console.log(`    ${line}`);
    for (const line of result.falseAlarms.slice(0, Number(values.show))) console.log(`    false alarm: ${line}`);
  }
  console.log(`${agreed} of ${counted} Applications agree, ${alarms} false alarms`);
  for (const [name, why] of Object.entries(pending)) console.log(`  known: ${name}: ${why}`);
  process.exitCode = surprises > 0 ? 1 : 0;
}
