/** The worker's side for a zip of files: holds one, and hands its tables out one at a time. */
import { transfer } from 'comlink';

import * as core from '../pkg/nuanbiao';

let archive: core.Archive | undefined;

export const archiveApi = {
  /** The tables in a zip; none if the bytes are anything else, such as a workbook. */
  archiveOpen(bytes: Uint8Array): core.ArchiveFile[] {
    archive?.free();
    archive = undefined;
    archive = core.Archive.open(bytes);
    return archive?.files().items ?? [];
  },
  archiveRead(path: string): Uint8Array {
    if (archive === undefined) throw new Error('No zip is held in this worker.');
    const bytes = archive.read(path);
    return transfer(bytes, [bytes.buffer]);
  },
};
