/** The dialogs any part of the page may open. */
import { inject, provide, type InjectionKey, type Ref } from 'vue';

export interface Dialogs {
  paste: Ref<boolean>;
  privacy: Ref<boolean>;
  keys: Ref<boolean>;
  /** The check report of the open sheet. */
  report: Ref<boolean>;
  /** The standards forms are checked by. */
  standards: Ref<boolean>;
}

const KEY: InjectionKey<Dialogs> = Symbol('dialogs');

export function provideDialogs(dialogs: Dialogs): void {
  provide(KEY, dialogs);
}

export function useDialogs(): Dialogs {
  const dialogs = inject(KEY);
  if (dialogs === undefined) throw new Error('No dialogs have been provided.');
  return dialogs;
}
