import type { Mode } from '../../../run/decide';
import type { Phase } from '../../../finding';
import { escapeControls } from '../../escape';
import { otherKind } from './filter';

/** When something is due. */
export const phaseNames: Readonly<Record<Phase, string>> = {
  before: 'Before the upgrade',
  with: 'With the upgrade',
  after: 'After the upgrade',
  any: 'Any time',
};

/** What a kind of change is for. */
const purposes: Readonly<Record<string, string>> = {
  required: 'breaks without it',
  hardening: 'safer, nothing breaks without it',
  cleanup: 'no longer has an effect',
  pin: 'keeps the old behaviour',
  modernize: 'optional, newer form',
  advice: 'to know before you upgrade',
  [otherKind]: 'files that could not be handled',
};

export function purposeOf(kind: string): string {
  return purposes[kind] ?? '';
}

/** What happened to the files, or will. */
export const changedWords: Readonly<Record<Mode, string>> = {
  'dry-run': 'ready to apply',
  check: 'due',
  write: 'made',
};

/** A name as it can be shown: nothing in it hides or turns around what is beside it. */
export function shown(text: string): string {
  return escapeControls(text);
}
