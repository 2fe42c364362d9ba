/**
 * The problem list, without ever holding all of it: how many findings each heading has, and
 * where in the list a finding stands. Both ask the session only for counts and single rows,
 * so a sheet with tens of thousands of findings costs no more than a small one.
 */
import type { FindingItem, FindingQuery, Session, Severity } from '../pkg/nuanbiao';

export type ListOrder = 'severity' | 'rule' | 'row';

/** What the list shows: everything of a query but its page. */
export interface ListQuery {
  sheet?: number;
  severities?: Severity[];
  column?: string;
  order: ListOrder;
}

/** A heading of the list with the findings that stand under it, in the list's order. */
export interface Group {
  /** A severity, a rule code, or '' for the one group of a list by rows. */
  key: string;
  severity: Severity | null;
  count: number;
}

/** How to recognise a finding again: by its id, or (after a change) by what it says where. */
export type Anchor = { id: number } | { code: string; sheet: number | null; cell: string | null };

const SEVERITIES: Severity[] = ['error', 'warning', 'notice'];
/** How many findings one look into the session brings when a list is walked. */
const STRIDE = 500;

function count(session: Session, query: FindingQuery): number {
  return session.findings({ ...query, offset: 0, limit: 0 }).total;
}

/** The headings of the list, empty ones left out. */
export function groupsOf(session: Session, query: ListQuery): Group[] {
  const wanted = query.severities ?? SEVERITIES;
  const base: FindingQuery = { ...query, offset: 0, limit: 0 };
  switch (query.order) {
    case 'severity':
      return SEVERITIES.filter((severity) => wanted.includes(severity))
        .map((severity) => ({
          key: severity,
          severity,
          count: count(session, { ...base, severities: [severity] }),
        }))
        .filter((group) => group.count > 0);
    case 'row': {
      const total = count(session, base);
      return total > 0 ? [{ key: '', severity: null, count: total }] : [];
    }
    case 'rule':
      return runs(session, base);
    default:
      return query.order satisfies never;
  }
}

/** The runs of equal codes of a list by rule, found by hopping from run to run. */
function runs(session: Session, query: FindingQuery): Group[] {
  const total = count(session, query);
  const groups: Group[] = [];
  let offset = 0;
  while (offset < total) {
    const first = session.findings({ ...query, offset, limit: 1 }).items[0];
    if (first === undefined) break;
    const size = count(session, { ...query, codes: [first.code] });
    if (size === 0) break;
    groups.push({ key: first.code, severity: first.severity, count: size });
    offset += size;
  }
  return groups;
}

function fits(item: FindingItem, anchor: Anchor): boolean {
  if ('id' in anchor) return item.id === anchor.id;
  return item.code === anchor.code && item.sheet === anchor.sheet && item.cell === anchor.cell;
}

/** The place of a finding in the list, or -1 if the list does not hold it. */
export function locate(session: Session, query: ListQuery, anchor: Anchor): number {
  const total = count(session, { ...query, offset: 0, limit: 0 });
  for (let offset = 0; offset < total; offset += STRIDE) {
    const { items } = session.findings({ ...query, offset, limit: STRIDE });
    const at = items.findIndex((item) => fits(item, anchor));
    if (at >= 0) return offset + at;
    if (items.length === 0) break;
  }
  return -1;
}
