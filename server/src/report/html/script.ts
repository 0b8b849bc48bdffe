/** Sorting, searching and filtering; without it the page is complete. */
export const SCRIPT = `
const collator = new Intl.Collator(undefined, { numeric: true });
for (const table of document.querySelectorAll('table[data-sortable]')) {
  const body = table.tBodies[0];
  for (const [column, button] of [...table.querySelectorAll('th button')].entries())
    button.addEventListener('click', () => {
      const head = button.parentElement, down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of table.querySelectorAll('th')) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const keyed = [...body.rows].map((row) => ({ row, key: key(row) })).sort((a, b) => collator.compare(a.key, b.key));
      body.append(...(down ? keyed.reverse() : keyed).map(({ row }) => row));
    });
}
const areas = [...document.querySelectorAll('.map button')];
const words = document.querySelector('main').dataset.rows;
let directory = '';
const inside = (row) => {
  const own = row.dataset.directory;
  if (directory === '' || own === undefined) return true;
  return directory === '.' ? own === '' : (own + '/').startsWith(directory + '/');
};
const filter = () => {
  for (const input of document.querySelectorAll('input[type=search]')) {
    const wanted = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const rows = [...document.getElementById(input.dataset.table + '-table').tBodies[0].rows];
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word)) || !inside(row);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    document.querySelector('[data-count=' + input.dataset.table + ']').textContent =
      shown === rows.length ? '' : words.replace('{shown}', shown).replace('{all}', rows.length);
  }
};
for (const input of document.querySelectorAll('input[type=search]')) input.addEventListener('input', filter);
for (const area of areas)
  area.addEventListener('click', () => {
    directory = directory === area.dataset.directory ? '' : area.dataset.directory;
    for (const other of areas) other.setAttribute('aria-pressed', String(directory !== '' && other.dataset.directory === directory));
    filter();
  });
document.querySelector('.map')?.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const at = areas.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  areas[(at + step + areas.length) % areas.length].focus();
});
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
  const first = document.querySelector('input[type=search]');
  if (!first) return;
  event.preventDefault();
  first.focus();
});
`;
