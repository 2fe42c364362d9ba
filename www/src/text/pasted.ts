/** What was copied elsewhere, as lines of cells between tabs. */

/** The text on a clipboard; some programs put a table there as HTML alone. A blank cell is text, too. */
export function pastedText(data: DataTransfer | null): string {
  const text = data?.getData('text/plain') ?? '';
  return text === '' ? tableText(data?.getData('text/html') ?? '') : text;
}

/** The first table in a piece of HTML; empty if there is none. Nothing of it is run or loaded. */
function tableText(html: string): string {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return '';
  for (const br of Array.from(table.querySelectorAll('br'))) br.replaceWith(' ');
  const rows = Array.from(table.rows);
  const grid = rows.map((): string[] => []);
  rows.forEach((row, at) => {
    let col = 0;
    for (const cell of Array.from(row.cells)) {
      while (grid[at]?.[col] !== undefined) col += 1;
      // A merged block holds its text in its first cell, as on a sheet.
      for (const line of grid.slice(at, at + cell.rowSpan)) {
        for (let right = 0; right < cell.colSpan; right += 1) line[col + right] = '';
      }
      const first = grid[at];
      if (first !== undefined) first[col] = (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
      col += cell.colSpan;
    }
  });
  return grid.map((line) => line.join('\t')).join('\n');
}
