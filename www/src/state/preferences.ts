/**
 * What the page remembers from one visit to the next: choices of the user's about the page, by
 * name. Never anything about a file.
 */

/** All there is: light or dark, and how far a lesson has come. */
export type Preference = 'theme' | 'lesson';

const key = (name: Preference) => `nuanbiao.${name}`;

/** Null if nothing is remembered, or the browser refuses to. */
export function remembered(name: Preference): string | null {
  try {
    return localStorage.getItem(key(name));
  } catch {
    return null;
  }
}

export function remember(name: Preference, value: string): void {
  try {
    localStorage.setItem(key(name), value);
  } catch {
    // The choice then lasts as long as the page.
  }
}
