import { changeNotesOf } from '../../../src/about';
import type { FactKind, Facts } from '../../../src/facts';
import type { ChartName } from '../../../src/install/chart';
import { renameSetting, setValue } from '../../../src/install/edit-settings';
import { findInstallValues } from '../../../src/install/find';
import { wordsGivenTo } from '../../../src/install/given';
import { layeredValue } from '../../../src/install/layers/united';
import { type Setting, settingOf, settingsOf } from '../../../src/install/settings';
import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import { type InstallValues, setAt } from '../../../src/install/values';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import type { ConditionalTriggers, Context, Survey, Transform } from '../../../src/transform';
import { asMapping, carriedOver, Declined, type Editor, isNull, type Node } from '../../../src/yaml';
import { type ChangedValue, changedValues, type Outcome } from '../../tables/values';
import { withOtherOperators } from '../operators/other-operators';
import { reportUnknownValues } from './unknown-values';
import { keyAtRoot, mentionsOf } from './value-mentions';
import { isMissed, layerSurveysOfValues, requireSameValue, textOf } from './same-in-layers';

/** A value below `global` that a file reads in an action of a template. */
interface Reader {
  readonly path: string;
  readonly value: string;
}

const reader: FactKind<Reader> = { name: 'reader-of-value' };

const globalValues = changedValues
  .filter(({ path }) => path[0] === 'global')
  .map(({ path }) => path.join('.'));

/** The templates of a chart that wraps one of Istio's see the same `global`, and may need what Istio no longer reads. */
const readerSurvey: Survey = {
  triggers: globalValues.map((value) => `.Values.${value}`),
  readsScripts: true,
  glance(path, text, facts) {
    for (const value of globalValues)
      if (text.includes(`.Values.${value}`)) facts.add(reader, { path, value });
  },
};

/** Whether a value has an effect in the chart that wraps Istio's: a template of that reads it itself. */
function isReadByWrapper({ path, values: { wrapper } }: Setting, facts: Facts): boolean {
  if (wrapper === undefined) return false;
  const isRead = (value: string) => `${path.join('.')}.`.startsWith(`${value}.`);
  const isInside = (file: string) => wrapper === '.' || file.startsWith(`${wrapper}/`);
  return facts.all(reader).some((each) => isRead(each.value) && isInside(each.path));
}

/**
 * The transform that follows the install values that a release's charts no longer read: they are moved where they are
 * read now, or removed.
 */
export function changedValuesTransform(
  kind: ChangedValue['kind'],
  release: string,
  rows: readonly ChangedValue[],
): Transform {
  return {
    id: kind === 'required' ? `values-${release}` : `unused-values-${release}`,
    title:
      kind === 'required'
        ? `Install values that the charts of ${release} no longer read`
        : `Install values without effect since ${release}`,
    release,
    phase: 'with',
    kind,
    docs: changeNotesOf(release),
    about: async () => (await import('./changed-values-about')).aboutOf(release, rows),
    ...triggersOf(rows),
    surveys: [installSurvey, ...commandSurveys, kustomizeSurvey, readerSurvey, ...layerSurveysOfValues(rows)],
    mentions: rows.flatMap(mentionsOf),
    migrate: withOtherOperators(
      (document, context) => {
        const all = findInstallValues(document, context.facts);
        if (all.length > 0) migrateValues(rows, all, context);
        else reportUnknownValues(rows, document, context);
      },
      kind === 'required' ? 'warning' : 'note',
    ),
  };
}

/**
 * Of the keys of each path, the one that a text is least likely to hold for another reason; it counts beside another
 * key of the path, since words such as `privileged` stand in many texts, or in a file that is given to the chart, where
 * the first key of the path may be missing.
 */
function triggersOf(rows: readonly ChangedValue[]): Pick<Transform, 'triggers' | 'conditionalTriggers'> {
  const keys = rows.map(({ path }) => path.toReversed().toSorted((one, other) => other.length - one.length));
  const isGiven = (path: string, facts: Facts) => wordsGivenTo(path, facts).length > 0;
  return {
    triggers: keys.flatMap(([rarest = '', next]) => (next === undefined ? [rarest] : [])),
    conditionalTriggers: rows.flatMap((row, index): ConditionalTriggers[] => {
      const [rarest = '', next] = keys[index] ?? [];
      if (next === undefined) return [];
      const isRoot = keyAtRoot(row) !== undefined;
      return [{ words: [rarest], beside: [next], ...(isRoot && { countIn: isGiven }) }];
    }),
  };
}

function migrateValues(rows: readonly ChangedValue[], all: readonly InstallValues[], context: Context): void {
  for (const row of rows) {
    const own = (charts: readonly ChartName[]) =>
      all.filter(({ chart }) => charts.includes(chart)).flatMap((values) => settingsOf(values, row.path));
    const kept = new Set(own(row.keptFor ?? []).map(({ holder }) => holder));
    const due = new Map(own(row.charts).map((setting) => [setting.holder, setting]));
    for (const [holder, setting] of due) if (!kept.has(holder)) migrateSetting(row, setting, context);
  }
}

function migrateSetting(row: ChangedValue, setting: Setting, context: Context): void {
  const { lost, gone, reason } = row;
  const { place, values } = setting;
  const text = isHollow(setting.value) ? '' : textOf(setting);
  const isLost = isMissed(row, text);
  if (isLost && lost?.level === 'error') {
    context.report({
      level: 'error',
      at: place,
      message: `${dotted(setting)} has no effect in Istio ${gone} and later: ${lost.message}`,
      help: lost.help,
    });
    return;
  }
  const outcome: Outcome = row.becomes?.(text) ?? { is: 'removed' };
  if (outcome.is === 'removed' && isReadByWrapper(setting, context.facts)) return;
  context.rewrite(
    place,
    `${values.carrier}: ${dotted(setting)} ${describeValue(outcome)}: ${reason}`,
    (edit, report) => {
      requireSameValue(row, text, outcome, values, context.facts);
      carryOut(outcome, setting, edit);
      if (isLost && lost)
        report({
          level: lost.level,
          at: place,
          message: `${dotted(setting)} is removed: ${lost.message}`,
          help: lost.help,
        });
    },
    { value: layeredValue(values, row.path) },
  );
}

/** The path of a setting as users write it. */
function dotted({ path }: Pick<Setting, 'path'>): string {
  return path.join('.');
}

/** What becomes of a value, in a few words. */
function describeValue(outcome: Outcome): string {
  switch (outcome.is) {
    case 'moved':
      return `→ ${outcome.path.join('.')}`;
    case 'replaced':
      return `→ ${outcome.path.join('.')}: ${typeof outcome.value === 'string' ? outcome.value : JSON.stringify(outcome.value)}`;
    default:
      return 'is removed';
  }
}

function carryOut(outcome: Outcome, setting: Setting, edit: Editor): void {
  const { values } = setting;
  switch (outcome.is) {
    case 'removed':
      edit.remove(setting.holder);
      break;
    case 'declined':
      throw new Declined(outcome.reason);
    case 'replaced':
      edit.remove(setting.holder);
      if (!settingOf(values, outcome.path)) setValue(edit, values, outcome.path, outcome.value);
      break;
    case 'moved':
      move(outcome, setting, edit);
      break;
  }
}

function move(
  { path, made, alone }: Outcome & { readonly is: 'moved' },
  setting: Setting,
  edit: Editor,
): void {
  const { values, value } = setting;
  const known = settingsOf(values, path);
  if (!made && known.some((other) => isSame(other, setting))) {
    edit.remove(setting.holder);
    return;
  }
  if (known.length > 0)
    throw new Declined(`${path.join('.')} is set here to something else; keep the one that is right`);
  const renamed = made ? setting.form !== 'map' && alone : path;
  if (renamed) {
    // A key of another name never had the prefix to leave out.
    renameSetting(edit, setting, renamed, { isExact: !isOfChart(setting) });
    return;
  }
  if (!made || isNull(value)) {
    edit.remove(setting.holder);
    return;
  }
  if (!value || setting.form !== 'map')
    throw new Declined(`its value is not in a map of values; set ${path.join('.')} there, then delete it`);
  edit.remove(setting.holder);
  // What has another form is new to the operators: istioctl takes it below `unvalidatedValues`, Sail drops it.
  if (values.installer === 'sail')
    throw new Declined(`the Sail operator has no ${path.join('.')}; set it once its schema has the field`);
  if (values.installer === 'istioctl')
    setAt(
      edit,
      { base: values.root.base, keys: ['spec', 'unvalidatedValues'] },
      path,
      made(carriedOver(value)),
    );
  else setAt(edit, values.own, besideSetting(setting, path), made(carriedOver(value)));
}

/** Whether the setting is one that may stand with or without the chart's prefix. */
function isOfChart({ path, values }: Setting): boolean {
  return values.forms.some(([prefix]) => prefix === path[0]) || values.chart !== 'istiod';
}

/** The path with or without the chart's prefix, as the setting has it. */
function besideSetting(setting: Setting, path: readonly string[]): readonly string[] {
  const isPrefixed = setting.path[0] === path[0];
  return isPrefixed ? path : path.slice(1);
}

function isSame(one: Setting, other: Setting): boolean {
  const [a, b] = [textOf(one), textOf(other)];
  return a !== undefined && a === b;
}

/** Whether a value is a map, or a list, that holds nothing but such: what charts once had for a default. */
function isHollow(value: Node | undefined): boolean {
  if (value?.kind === 'sequence') return value.items.length === 0;
  const map = asMapping(value);
  return (
    map !== undefined &&
    map.templatedEntries.length === 0 &&
    map.entries.every((entry) => isHollow(entry.value))
  );
}
