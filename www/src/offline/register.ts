/**
 * Lets the hosted page open without a network from the second time on, and tells when a newer
 * version has come. A page opened from a disk needs none of it, nor can it have it.
 */
import { toast } from '../state/toast';

export function keepForOffline(): void {
  if (!import.meta.env.PROD || import.meta.env.MODE === 'onefile' || !('serviceWorker' in navigator)) return;
  // Refused storage, or a server without the file: the page works all the same, with a network.
  register().catch(() => undefined);
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' });
  if (registration.waiting !== null) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      // The very first version takes over by itself, and there is nothing to tell.
      if (coming.state === 'installed' && navigator.serviceWorker.controller !== null) offer(coming);
    });
  });
}

/** The new version is used from the next start on; at once only if the user says so. */
function offer(version: ServiceWorker): void {
  toast('暖表有了新版本，下次打开时启用。', {
    label: '现在启用',
    run: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      version.postMessage('activate');
    },
  });
}
