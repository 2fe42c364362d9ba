/**
 * The core's bytes in the one-file build, which puts this in the place of `binary.ts`: laid
 * into the page as text (gzipped, then base64), because a page opened from a disk may fetch
 * nothing. It is read once and let go of.
 */
export async function coreBytes(): Promise<ArrayBuffer> {
  const holder = document.getElementById('core');
  if (holder === null) throw new Error('The core is not in this file.');
  const text = atob(holder.textContent);
  holder.remove();
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) packed[at] = text.charCodeAt(at);
  const opened = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(opened).arrayBuffer();
}
