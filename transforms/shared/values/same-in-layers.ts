import type { Facts } from '../../../src/facts';
import { setIn } from '../../../src/install/layers/content';
import { layerAgainst, otherLayers, type LayerChange } from '../../../src/install/layers/layers';
import { type LayeredValue, layeredValue } from '../../../src/install/layers/united';
import { type Setting, settingsOf } from '../../../src/install/settings';
import { surveysOfLayers } from '../../../src/install/layers/surveys';
import type { InstallValues } from '../../../src/install/values';
import {
  type IstiodEnvironment,
  type IstiodVariable,
  textOf as valueOf,
} from '../../../src/install/variables';
import type { Context, Survey } from '../../../src/transform';
import { Declined, holdsPlaceholder, isNull, scalarValueOf } from '../../../src/yaml';
import { type RemovedVariable } from '../../tables/environment';
import { type ChangedValue, changedValues, type Outcome } from '../../tables/values';
import { canBeCarried } from '../variables/carried';
import { otherLayerSays } from './install';

/** What layers say of a value: it may have another fate in another one, or has to stay there. */
export function layerSurveysOfValues(rows: readonly ChangedValue[]): Survey[] {
  const words = rows.flatMap((row) => {
    if (row.becomes)
      return [...row.path, ...['true', 'false', ''].flatMap((text) => targetOf(row, text) ?? [])];
    // Of a value that goes for good, the key that a text is least likely to hold for another reason.
    return row.path.toSorted((one, other) => other.length - one.length).slice(0, 1);
  });
  const telling = new Set(words.filter((word) => !['enabled', 'provider', 'global'].includes(word)));
  return surveysOfLayers([...telling]);
}

/** Where a value goes, if it goes anywhere. */
function targetOf({ becomes }: ChangedValue, text: string | undefined): readonly string[] | undefined {
  const outcome = becomes?.(text);
  return outcome && 'path' in outcome ? outcome.path : undefined;
}

/** Whether something is lost with a value of this text. */
export function isMissed({ lost }: ChangedValue, text: string | undefined): boolean {
  return lost !== undefined && !lost.unless.includes(text ?? '\0');
}

/** @throws Declined where the value cannot change in one layer of a release without regard to the others */
export function requireSameValue(
  row: ChangedValue,
  own: string | undefined,
  outcome: Outcome,
  values: InstallValues,
  facts: Facts,
): void {
  const target = 'path' in outcome ? outcome.path : undefined;
  const fateOf = (text: string | undefined): string => {
    if (row.lost?.level === 'error' && isMissed(row, text)) return 'left';
    const outcome = row.becomes?.(text) ?? { is: 'removed' };
    if (outcome.is !== 'moved') return JSON.stringify(outcome);
    return outcome.made && text === undefined ? 'null' : outcome.is;
  };
  requireNoneAgainst({ path: row.path, target, fateOf, fate: fateOf(own) }, values, facts);
  const rival = target && rivalOf(row, target, values, facts);
  if (rival)
    throw new Declined(`${rival.path.join('.')} becomes ${target.join('.')} as well: keep one of the two`);
}

/** Another row by which a value of the release goes to the same place. */
function rivalOf(
  row: ChangedValue,
  target: readonly string[],
  values: InstallValues,
  facts: Facts,
): ChangedValue | undefined {
  const leadsThere = (other: ChangedValue, text: string | undefined) =>
    targetOf(other, text)?.join('.') === target.join('.');
  const moving = changedValues.filter((other) => other !== row && other.gone === row.gone && other.becomes);
  return moving.find(
    (other) =>
      settingsOf(values, other.path).some((setting) => leadsThere(other, textOf(setting))) ||
      otherLayers(values, facts).some((layer) =>
        setIn(layer, values, other.path).some(({ value }) =>
          leadsThere(other, typeof value === 'object' ? undefined : String(value)),
        ),
      ),
  );
}

/** The text of a scalar value; undefined where it is a map or list, or comes from a template. */
export function textOf({ value }: Pick<Setting, 'value'>): string | undefined {
  const scalar = scalarValueOf(value);
  if (typeof scalar === 'number' || typeof scalar === 'boolean') return String(scalar);
  if (typeof scalar !== 'string') return undefined;
  return scalar === '' || /^\d+%$/.test(scalar) || !holdsPlaceholder(scalar) ? scalar : undefined;
}

/** The same of a variable. */
export function layerSurveysOfVariables(rows: readonly RemovedVariable[]): Survey[] {
  const words = rows.flatMap(({ name, successors = [] }) => [
    name,
    ...successors.flatMap((each) => ('path' in each ? each.path.slice(0, 1) : each.variable)),
  ]);
  return surveysOfLayers([...words, 'pilot']);
}

/** Where the values of istiod set a variable. */
export function pathOfVariable(variable: string): readonly string[] {
  return ['pilot', 'env', variable];
}

/** All layers of a release let go of a variable, or none: what one of them says would count again without another. */
export function inLayers(
  variable: string,
  environment: IstiodEnvironment | undefined,
): { readonly value?: LayeredValue } {
  if (environment?.kind !== 'values') return {};
  return { value: layeredValue(environment.values, pathOfVariable(variable)) };
}

/** @throws Declined where the variable cannot change in one layer of a release without regard to the others */
export function requireSameVariable(
  row: RemovedVariable,
  variable: IstiodVariable,
  target: readonly string[] | undefined,
  environment: IstiodEnvironment | undefined,
  context: Context,
): void {
  if (environment?.kind !== 'values') return;
  const fateOf = (text: string | undefined): string => {
    const next = (row.successors ?? []).find(({ of }) => isSame(of, text ?? ''));
    if (next) return next.of;
    if (text === undefined || isOpen(text)) return 'unknown';
    if (canBeCarried(row.name, text.toLowerCase(), context)) return 'carried';
    return row.lost?.level === 'error' && !isSame(row.usual, text) ? 'left' : 'removed';
  };
  // Null has no effect once nothing below it sets the variable.
  const fate = isNull(variable.value) ? 'removed' : fateOf(textOfVariable(row, variable));
  const change = { path: pathOfVariable(row.name), target, fateOf, fate };
  requireNoneAgainst(change, environment.values, context.facts);
}

function requireNoneAgainst(change: LayerChange, values: InstallValues, facts: Facts): void {
  const against = layerAgainst(change, values, facts);
  if (against) throw new Declined(otherLayerSays(against));
}

/** The text of a removed variable; undefined where it is not in this file. A layer's null leaves the default. */
export function textOfVariable(row: RemovedVariable, variable: IstiodVariable): string | undefined {
  if (variable.holder.kind === 'entry' && scalarValueOf(variable.value) === null) return row.usual;
  const text = valueOf(variable);
  return text === undefined || isOpen(text) ? undefined : text;
}

/** Whether something else fills in a text. */
function isOpen(text: string): boolean {
  return text !== '' && holdsPlaceholder(text);
}

/** Whether a variable says the same, as istiod reads it. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase();
}
