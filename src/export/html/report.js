'use strict';

// Shows, hides and searches what the file already holds. Without it everything is there.
(() => {
  const PAGE = 100;
  document.documentElement.classList.add('js');

  const make = (name, text, parent) => {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  /**
   * A list with its pages. Only the rows that are shown hang in the page: hundreds of
   * thousands of hidden ones would make every step slow.
   */
  class List {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      this.rows = Array.from(this.body.rows);
      this.body.replaceChildren();
      for (const row of this.rows) row.classList.remove('p');
      this.matching = this.rows;
      this.page = 0;
      this.nav = document.createElement('nav');
      this.nav.setAttribute('aria-label', '翻页');
      this.back = make('button', '上一页', this.nav);
      this.where = make('span', '', this.nav);
      this.next = make('button', '下一页', this.nav);
      for (const [button, step] of [
        [this.back, -1],
        [this.next, 1],
      ]) {
        button.type = 'button';
        button.addEventListener('click', () => {
          this.page += step;
          this.show(false);
          this.table.scrollIntoView({ block: 'start' });
        });
      }
      table.after(this.nav);
    }

    filter(query, kinds) {
      const ofKind = this.table.classList.contains('findings')
        ? (row) => kinds.has(row.className)
        : () => true;
      // The words of each row are read once: a long list is searched at every keystroke.
      if (query) this.texts ??= this.rows.map((row) => row.textContent.toLowerCase());
      const hasWords = query ? (index) => this.texts[index].includes(query) : () => true;
      this.matching = this.rows.filter((row, index) => ofKind(row) && hasWords(index));
      this.page = 0;
      this.table.classList.toggle('f', this.matching.length === 0);
    }

    /** Shows the page, or the whole list: when it is asked for and when it is printed. */
    show(whole) {
      const pages = whole ? 1 : Math.max(1, Math.ceil(this.matching.length / PAGE));
      this.page = Math.min(Math.max(this.page, 0), pages - 1);
      const first = this.page * PAGE;
      const shown = document.createDocumentFragment();
      for (const row of whole ? this.matching : this.matching.slice(first, first + PAGE)) {
        shown.append(row);
      }
      this.body.replaceChildren(shown);
      this.nav.hidden = pages === 1;
      this.where.textContent = `第 ${this.page + 1} 页，共 ${pages} 页，${this.matching.length} 条`;
      this.back.disabled = this.page === 0;
      this.next.disabled = this.page === pages - 1;
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    const lists = Array.from(document.querySelectorAll('table.paged'), (table) => new List(table));
    const findings = lists.filter(({ table }) => table.classList.contains('findings'));
    const files = Array.from(document.querySelectorAll('section.file[id]'), (section) => ({
      section,
      lists: lists.filter(({ table }) => section.contains(table)),
    }));
    const get = (id) => document.getElementById(id);
    const boxes = Array.from(document.querySelectorAll('input[name=kind]'));
    const [query, whole, state, filtered] = ['query', 'whole', 'state', 'filtered'].map(get);
    const all = findings.reduce((sum, list) => sum + list.rows.length, 0);

    const filter = () => {
      const text = query.value.trim().toLowerCase();
      const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      for (const list of lists) {
        list.filter(text, kinds);
        list.show(whole.checked);
      }
      const some = text !== '' || kinds.size < boxes.length;
      const shown = findings.reduce((sum, list) => sum + list.matching.length, 0);
      for (const { section, lists: own } of files) {
        section.classList.toggle('f', some && own.every((list) => list.matching.length === 0));
      }
      state.textContent = some ? `找到 ${shown} 处` : '';
      filtered.hidden = !some;
      filtered.textContent = some ? `按筛选只列出 ${shown} 处，全部有 ${all} 处。` : '';
    };

    query.addEventListener('input', filter);
    for (const box of boxes) box.addEventListener('change', filter);
    const show = () => lists.forEach((list) => list.show(whole.checked));
    whole.addEventListener('change', show);
    window.addEventListener('beforeprint', () => lists.forEach((list) => list.show(true)));
    window.addEventListener('afterprint', show);
    get('print').addEventListener('click', () => window.print());
    filter();
  });
})();
