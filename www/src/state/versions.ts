/** Versions of one form among a reviewer's files: a corrected one beside the one before it. */
import type { CrossReport } from '../pkg/nuanbiao';
import type { BatchItem } from './batch';

/** The paths of two versions. */
export interface VersionPair {
  earlier: string;
  later: string;
}

/** What people add to a file's name when they hand it in again. */
const AGAIN =
  /[\s_\-–—]*[（(【[]?\s*(?:再交\s*\d+|改|改正|改后|改过|已改|修改|修改后|修改稿|修改版|更正|修正|修订|修订稿|修订版|终稿|最终|最终版|新版|新|副本|第[二三四五\d]+[稿版]|v\d+|(?<=[（(])\d+)\s*[）)\]】]?$/i;

function parts(path: string): { folder: string; stem: string; extension: string } {
  const at = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const end = dot > at ? dot : path.length;
  return { folder: path.slice(0, at), stem: path.slice(at, end), extension: path.slice(end) };
}

/** A file's name without what only says that it came again. */
function stemOf(path: string): string {
  let { stem } = parts(path);
  for (let shorter = stem.replace(AGAIN, ''); shorter !== '' && shorter !== stem;) {
    stem = shorter;
    shorter = stem.replace(AGAIN, '');
  }
  return stem;
}

/** A path of its own for a file that comes again under a path already known. */
export function pathAgain(path: string, known: ReadonlySet<string>): string {
  const { folder, stem, extension } = parts(path);
  for (let number = 2; ; number += 1) {
    const again = `${folder}${stem}（再交${number}）${extension}`;
    if (!known.has(again)) return again;
  }
}

/** Whether two files may be of one unit: a missing unit is what forms are often sent back for. */
function mayBeOfOneUnit(one: BatchItem, other: BatchItem): boolean {
  const [unit, another] = [one, other].map(({ state }) => (state.kind === 'done' ? state.glance.unit : ''));
  return unit === '' || another === '' || unit === another;
}

/**
 * The pairs in which a file just added is a version of one that was there before: by what is in
 * them (X207), or by their names if they may be of one unit.
 */
export function versionPairs(
  items: readonly BatchItem[],
  cross: readonly CrossReport[],
  fresh: ReadonlySet<string>,
): VersionPair[] {
  const pairs = new Map<string, VersionPair>();
  const add = (one: string, other: string): void => {
    // Of versions that came together the findings across files tell.
    if (fresh.has(one) === fresh.has(other)) return;
    const pair = fresh.has(one) ? { earlier: other, later: one } : { earlier: one, later: other };
    pairs.set(`${pair.earlier}\n${pair.later}`, pair);
  };
  for (const { code, places } of cross) {
    const [first, last] = [places[0], places[places.length - 1]];
    if (code === 'X207' && first !== undefined && last !== undefined) add(first.path, last.path);
  }
  const readable = items.filter((item) => item.state.kind === 'done');
  const byStem = new Map<string, BatchItem[]>();
  for (const item of readable) {
    const stem = stemOf(item.path);
    byStem.set(stem, [...(byStem.get(stem) ?? []), item]);
  }
  for (const item of readable.filter(({ path }) => fresh.has(path))) {
    for (const other of byStem.get(stemOf(item.path)) ?? []) {
      if (mayBeOfOneUnit(item, other)) add(other.path, item.path);
    }
  }
  return Array.from(pairs.values());
}
