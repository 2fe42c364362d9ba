/** A spot check's worksheet in the tests: its drawn rows read, its verdicts filled in. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const ROWS = 'xl/worksheets/sheet1.xml';
const TEXTS = 'xl/sharedStrings.xml';

function unescape(xml: string): string {
  return xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

export class Worksheet {
  readonly #parts: Record<string, Uint8Array>;
  #xml: string;
  readonly #texts: string[];

  constructor(bytes: Uint8Array) {
    this.#parts = unzipSync(bytes);
    this.#xml = strFromU8(this.#part(ROWS));
    const texts = strFromU8(this.#part(TEXTS)).matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>.*?<\/si>/gs);
    this.#texts = Array.from(texts, ([, text = '']) => unescape(text));
  }

  #part(name: string): Uint8Array {
    const part = this.#parts[name];
    if (part === undefined) throw new Error(`The worksheet has no ${name}`);
    return part;
  }

  /** A cell's text; blank if there is none. */
  cell(address: string): string {
    const found = new RegExp(`<c r="${address}"([^>]*?)(?:/>|>(?:<v>(.*?)</v>)?</c>)`).exec(this.#xml);
    if (found === null) return '';
    const [, attributes = '', value = ''] = found;
    return attributes.includes('t="s"') ? (this.#texts[Number(value)] ?? '') : value;
  }

  /** The column with a title, by its letter. */
  column(title: string): string {
    for (let code = 65; code <= 90; code += 1) {
      const letter = String.fromCharCode(code);
      if (this.cell(`${letter}3`) === title) return letter;
    }
    throw new Error(`The worksheet has no column ${title}`);
  }

  /** The 1-based rows that hold a drawn row. */
  rows(): number[] {
    const serial = this.column('序号');
    const rows: number[] = [];
    for (let row = 4; this.cell(`${serial}${row}`) !== ''; row += 1) rows.push(row);
    return rows;
  }

  /** The drawn rows as "file row", in their order. */
  drawn(): string[] {
    const [file, row] = [this.column('文件'), this.column('行')];
    return this.rows().map((at) => `${this.cell(`${file}${at}`)} ${this.cell(`${row}${at}`)}`);
  }

  put(address: string, text: string): void {
    const cell = new RegExp(`<c r="${address}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`);
    if (!cell.test(this.#xml)) throw new Error(`The worksheet has no cell ${address}`);
    this.#xml = this.#xml.replace(
      cell,
      (_, style: string | undefined) =>
        `<c r="${address}"${style ?? ''} t="inlineStr"><is><t>${text}</t></is></c>`,
    );
  }

  bytes(): Buffer {
    return Buffer.from(zipSync({ ...this.#parts, [ROWS]: strToU8(this.#xml) }));
  }
}
