/** The standards that forms are checked by: the built-in ones, or a unit's own over them. */
import { shallowRef, type ShallowRef } from 'vue';

import type { ProfileForm } from '../pkg/nuanbiao';

/** A unit's own standards, as text and as read. */
export interface LocalStandards {
  text: string;
  form: ProfileForm;
}

/** Null: the built-in ones. Never stored: who comes back loads the file again. */
export const local: ShallowRef<LocalStandards | null> = shallowRef(null);

export const LEVELS = [
  { value: 'error', label: '必须有' },
  { value: 'warning', label: '最好有' },
  { value: 'off', label: '不要求' },
] as const;
