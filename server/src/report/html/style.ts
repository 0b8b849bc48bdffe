/** The page's looks: the editor's colours where it is shown in one, else light or dark as the system is. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #ffffff; --fg: #1f2933; --muted: #5b6875; --line: #d9dee4; --panel: #f5f7f9; --link: #0b62c4;
  --good: #2e7d4f; --part: #b07d00; --bad: #b3452c; --none: #8a949e; }
@media (prefers-color-scheme: dark) { :root { --bg: #15191e; --fg: #dde3ea; --muted: #98a4b0; --line: #313a44; --panel: #1d232a; --link: #6cb2ff;
  --good: #5cb885; --part: #d9ab3c; --bad: #e58a6f; --none: #6b7681; } }
body.vscode-light, body.vscode-dark, body.vscode-high-contrast, body.vscode-high-contrast-light { --bg: var(--vscode-editor-background); --fg: var(--vscode-editor-foreground);
  --muted: var(--vscode-descriptionForeground); --line: var(--vscode-panel-border, var(--vscode-contrastBorder)); --panel: var(--vscode-editorWidget-background); --link: var(--vscode-textLink-foreground);
  --good: var(--vscode-charts-green); --part: var(--vscode-charts-yellow); --bad: var(--vscode-charts-red); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; background: var(--bg); color: var(--fg); font: 14px/1.5 var(--vscode-font-family, system-ui, sans-serif); }
h1 { font-size: 1.8rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; } p { margin: .25rem 0; } .muted { color: var(--muted); }
a { color: var(--link); text-decoration: none; } a:hover, a:focus-visible { text-decoration: underline; } :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .92em; }
.bar { display: flex; height: 14px; border-radius: 7px; overflow: hidden; background: var(--line); margin: .8rem 0 .4rem; } .bar span { display: block; }
.deployed { background: var(--good); } .manual, .possible, .other { background: var(--part); } .unwatched { background: var(--bad); }
.possible { background-image: repeating-linear-gradient(45deg, transparent 0 4px, rgb(0 0 0 / .18) 4px 8px); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; margin: 0; } .legend i { display: inline-block; width: .75em; height: .75em; border-radius: 2px; margin-right: .4em; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; } td { overflow-wrap: break-word; } td code { overflow-wrap: anywhere; } th { white-space: nowrap; } .scroll { overflow-x: auto; }
th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid var(--link); } th[aria-sort=ascending] button::after { content: ' ↑'; } th[aria-sort=descending] button::after { content: ' ↓'; }
input[type=search] { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 4px; padding: .3rem .6rem; width: min(24rem, 100%); margin-bottom: .5rem; }
.map { display: flex; flex-wrap: wrap; gap: 3px; } .map button { border: 1px solid var(--line); border-radius: 3px; color: var(--fg); background: var(--panel); font: inherit; font-size: .85em; text-align: left; padding: .3rem .5rem; min-height: 3rem; overflow: hidden; cursor: pointer; border-left: 6px solid var(--none); }
.map button[aria-pressed=true] { outline: 2px solid var(--link); } .map .c3 { border-left-color: var(--good); } .map .c2 { border-left-color: var(--part); } .map .c1 { border-left-color: var(--bad); }
.tag { border: 1px solid var(--line); border-radius: 3px; padding: 0 .35em; font-size: .88em; white-space: nowrap; } .error { color: var(--bad); }
ul.plain { padding-left: 1.1rem; margin: .2rem 0; } .note { border-left: 3px solid var(--part); padding: .2rem .8rem; background: var(--panel); }
@media (prefers-reduced-motion: no-preference) { .bar span { transition: width .2s; } }
`;

/** Sorting, searching and filtering; without it the page is complete. */
export const SCRIPT = `
for (const table of document.querySelectorAll('table[data-sortable]')) {
  const body = table.tBodies[0];
  for (const [column, button] of [...table.querySelectorAll('th button')].entries())
    button.addEventListener('click', () => {
      const head = button.parentElement, down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of table.querySelectorAll('th')) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const rows = [...body.rows].sort((a, b) => key(a).localeCompare(key(b), undefined, { numeric: true }));
      body.append(...(down ? rows.reverse() : rows));
    });
}
let directory = '';
const filter = () => {
  for (const input of document.querySelectorAll('input[type=search]')) {
    const words = input.value.toLowerCase();
    for (const row of document.getElementById(input.dataset.table).tBodies[0].rows)
      row.hidden = !row.textContent.toLowerCase().includes(words) || (directory !== '' && row.dataset.directory !== undefined && !(row.dataset.directory + '/').startsWith(directory + '/'));
  }
};
for (const input of document.querySelectorAll('input[type=search]')) input.addEventListener('input', filter);
for (const area of document.querySelectorAll('.map button'))
  area.addEventListener('click', () => {
    directory = directory === area.dataset.directory ? '' : area.dataset.directory;
    for (const other of document.querySelectorAll('.map button')) other.setAttribute('aria-pressed', String(other.dataset.directory === directory));
    filter();
  });
`;
