/** The core's bytes: a file beside the page. The one place where the page fetches anything. */
import wasmUrl from '../pkg/nuanbiao_bg.wasm?url';

export async function coreBytes(): Promise<ArrayBuffer> {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`The core could not be loaded: ${response.status}`);
  return response.arrayBuffer();
}
