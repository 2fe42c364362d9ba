/**
 * The problem list, without ever holding all of it: how many findings each heading has, and
 * where in the list a finding stands. Both ask the session only for counts and single rows,
 * so a sheet with tens of thousands of findings costs no more than a small one.
 */
import type { Field, FindingItem, FindingQuery, Session, Severity } from '../pkg/nuanbiao';

export type ListOrder = 'severity' | 'rule' | 'row';

/** What the list shows: everything of a query but its page. */
export interface ListQuery {
  sheet: number | undefined;
  severities: Severity[];
  column: Field | undefined;
  /** Only those whose address, title or message holds this; all if blank. */
  search: string;
  order: ListOrder;
}

/** A heading of the list with the findings that stand under it, in the list's order. */
export interface Group {
  /** A severity, a rule code, or '' for the one group of a list by rows. */
  key: string;
  title: string;
  severity: Severity | null;
  count: number;
}

/** How to recognise a finding again: by its id, or (after a change) by what it says where. */
export type Anchor = { id: number } | { code: string; sheet: number | undefined; cell: string | undefined };

/** Where a finding stands in the list, and the finding. */
export interface Found {
  index: number;
  item: FindingItem;
}

const SEVERITIES: Severity[] = ['error', 'warning', 'notice'];

/** A whole query: what the list asks for, and a page of it. */
export function pageOf(query: ListQuery, offset: number, limit: number): FindingQuery {
  return { ...query, codes: [], offset, limit };
}

function count(session: Session, query: FindingQuery): number {
  return session.findings({ ...query, offset: 0, limit: 0 }).total;
}

/** The headings of the list, empty ones left out. */
export function groupsOf(session: Session, query: ListQuery): Group[] {
  if (query.severities.length === 0) return [];
  const base = pageOf(query, 0, 0);
  switch (query.order) {
    case 'severity':
      return SEVERITIES.filter((severity) => query.severities.includes(severity))
        .map((severity) => ({
          key: severity,
          title: '',
          severity,
          count: count(session, { ...base, severities: [severity] }),
        }))
        .filter((group) => group.count > 0);
    case 'row': {
      const total = count(session, base);
      return total > 0 ? [{ key: '', title: '', severity: null, count: total }] : [];
    }
    case 'rule':
      return runs(session, base);
    default:
      return query.order satisfies never;
  }
}

/** The runs of equal severity and code of a list by rule, found by hopping from run to run. */
function runs(session: Session, query: FindingQuery): Group[] {
  const total = count(session, query);
  const groups: Group[] = [];
  let offset = 0;
  while (offset < total) {
    const first = session.findings({ ...query, offset, limit: 1 }).items[0];
    if (first === undefined) break;
    const { code, title, severity } = first;
    const size = count(session, { ...query, codes: [code], severities: [severity] });
    if (size === 0) break;
    groups.push({ key: `${severity} ${code}`, title, severity, count: size });
    offset += size;
  }
  return groups;
}

function identify(session: Session, query: ListQuery, anchor: Anchor): number | undefined {
  if ('id' in anchor) return anchor.id;
  const alike = { ...pageOf(query, 0, 200), codes: [anchor.code], search: anchor.cell ?? '' };
  return session
    .findings(alike)
    .items.find((item) => item.sheet === anchor.sheet && item.cell === anchor.cell)?.id;
}

/**
 * The place of a finding in the list; undefined if the list does not hold it. Within a heading
 * the findings stand in the order of their ids, so each heading takes one binary search.
 */
export function locate(session: Session, query: ListQuery, anchor: Anchor): Found | undefined {
  const id = identify(session, query, anchor);
  if (id === undefined) return undefined;
  let start = 0;
  for (const group of groupsOf(session, query)) {
    let low = 0;
    let high = group.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const item = session.findings(pageOf(query, start + middle, 1)).items[0];
      if (item === undefined) break;
      if (item.id === id) return { index: start + middle, item };
      if (item.id < id) low = middle + 1;
      else high = middle - 1;
    }
    start += group.count;
  }
  return undefined;
}
