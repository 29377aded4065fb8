import { Facts } from '../../src/facts';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { planManifest } from '../../src/migrate/manifest';
import type { FileMigration, FilePlan } from '../../src/migrate/plan';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Context, Note, Transform } from '../../src/transform';
import { type Scalar, valueAt } from '../../src/yaml';
import { madeUp } from './made-up';
import { upgrade } from './upgrade';
import type { AskedFor } from '../../src/migrate/request';

/** Does something at the value of a key in each document, where there is one. */
export function at(
  key: string,
  ask: (context: Context, value: Scalar, document: ManifestDocument) => void,
  parts: Partial<Transform> = {},
): Transform {
  return madeUp({
    ...{ id: key, triggers: [key], kind: 'required' },
    migrate(document, context) {
      const value = valueAt(document.root, key);
      if (value?.kind === 'scalar') ask(context, value, document);
    },
    ...parts,
  });
}

/** Sets a key that has an old value to a new one, and tells something of it. */
export function setting(
  key: string,
  { to = 'new', told = [], ...parts }: Partial<Transform> & SettingOptions = {},
): Transform {
  const ask = ({ rewrite }: Context, value: Scalar) => {
    if (value.value !== 'old') return;
    rewrite(value, `${key}: ${to}`, (edit, tell) => {
      edit.set(value, to);
      for (const note of told) tell({ ...note, at: value });
    });
  };
  return at(key, ask, parts);
}

interface SettingOptions {
  readonly to?: string;
  readonly told?: readonly Omit<Note, 'at'>[];
}

/** Plans a manifest. */
export function planOf(
  text: string,
  transforms: readonly Transform[],
  { path = 'a.yaml', facts = new Facts(), ...more }: PlanOptions = {},
): FilePlan {
  const { target, range } = upgrade;
  return planManifest(new ManifestFile(path, text), transforms, {
    ...{ facts, target, range, pinDefaults: false, ...more },
  });
}

interface PlanOptions extends Partial<Pick<Context, 'facts' | 'collect'>> {
  readonly path?: string;
}

/** What is said of a file, as `level offset: message`. */
export function saidOf({ notes }: FileMigration): readonly string[] {
  return notes.map(({ level, offset, message }) => `${level} ${offset}: ${message}`);
}

/** The rewrites of a file, by what they are called. */
export function summariesOf(done: readonly AskedFor[]): string {
  return done.map(({ summary }) => summary).join(', ');
}
