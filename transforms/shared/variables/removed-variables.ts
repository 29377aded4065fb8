import { changeNotesOf } from '../../../src/about';
import { settingOf, settingsOf } from '../../../src/install/settings';
import { setValue } from '../../../src/install/edit-settings';
import { isPatchOfIstiod } from '../../../src/install/released';
import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import {
  type EnvironmentVariable,
  type IstiodEnvironment,
  type IstiodVariable,
  otherPlacesOf,
  removeVariable,
  textOf as valueOf,
  variablesIn,
} from '../../../src/install/variables';
import type { InstallValues } from '../../../src/install/values';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import type { Context, Report, Transform } from '../../../src/transform';
import { asText, Declined, type Editor, valueAt } from '../../../src/yaml';
import type { RemovedVariable, Successor } from '../../tables/environment';
import { type Carried, carriedOf, canBeCarried } from './carried';
import { variableMention } from '../mentions/mentions';
import { type Occurrence, occurrencesOf } from './occurrences';
import {
  inLayers,
  isSame,
  layerSurveysOfVariables,
  pathOfVariable,
  requireSameVariable,
  textOfVariable as textOf,
} from '../values/same-in-layers';

/**
 * The transform that removes the environment variables that a release stopped reading. What said the default goes; what
 * has a successor is carried over; where a value mattered and nothing takes its place, the line stays as an error.
 */
export function removedVariablesTransform(release: string, rows: readonly RemovedVariable[]): Transform {
  const names = rows.map(({ name }) => name);
  return {
    id: `variables-${release}`,
    title: `Environment variables that ${release} no longer reads`,
    release,
    phase: 'with',
    kind: 'cleanup',
    docs: changeNotesOf(release),
    about: async () => (await import('./removed-variables-about')).aboutOf(release, rows),
    triggers: names,
    surveys: [
      installSurvey,
      ...commandSurveys,
      kustomizeSurvey,
      ...layerSurveysOfVariables(rows),
      ...names.flatMap((name) => carriedOf(name)?.survey ?? []),
    ],
    mentions: rows.map((row) =>
      variableMention({
        name: row.name,
        message: `Istio ${release} no longer reads ${row.name}`,
        help: mentionHelpOf(row),
      }),
    ),
    migrate(document, context) {
      for (const row of rows) migrateVariable(row, document, context);
    },
  };
}

/** What to do where a script or another text sets the variable: the value is for the reader to see. */
function mentionHelpOf({ lost, successors: [next] = [] }: RemovedVariable): string {
  if (lost && lost.level !== 'note') return lost.help;
  if (!next) return 'delete it together with the upgrade';
  const name = 'variable' in next ? next.variable : next.path.join('.');
  return `with the value "${next.of}", use ${name}: ${next.value} instead; otherwise delete it together with the upgrade`;
}

function migrateVariable(row: RemovedVariable, document: ManifestDocument, context: Context): void {
  const occurrences = occurrencesOf(row.name, document, context);
  for (const occurrence of occurrences) migrateOccurrence(row, occurrence, context);
  const known = occurrences.map(({ variable }) => variable);
  for (const { place } of otherPlacesOf(document.root, row.name, known)) {
    context.report({
      level: 'warning',
      at: place,
      message: `Istio ${row.gone} no longer reads ${row.name}`,
      help: isPatchOfIstiod(document, context.facts)
        ? `a patch of istiod is not rewritten: ${mentionHelpOf(row)}`
        : 'nothing shows which program reads this; if it is a program of Istio, delete the variable',
    });
  }
}

function migrateOccurrence(
  row: RemovedVariable,
  { variable, environment }: Occurrence,
  context: Context,
): void {
  const { name, gone, lost, successors = [] } = row;
  const text = textOf(row, variable);
  const isUnknown = text === undefined;
  const successor = isUnknown ? successors[0] : successors.find(({ of }) => isSame(of, text));
  const { place } = variable;
  if (text !== undefined && canBeCarried(name, text.toLowerCase(), context)) {
    removeCarried(row, variable, environment, context);
    return;
  }
  if (successor && (!isUnknown || isSameValue(successor))) {
    carryOver(row, successor, variable, environment, context);
    return;
  }
  if (successor) {
    context.report({
      level: 'warning',
      at: place,
      message: `Istio ${gone} no longer reads ${name}`,
      help: `its value is not in this file; ${mentionHelpOf(row)}`,
    });
    return;
  }
  const isMissed = lost !== undefined && !isSame(row.usual, text ?? '') && !isImplied(row, environment);
  if (isMissed && (isUnknown || lost.level === 'error')) {
    context.report({
      level: isUnknown && lost.level !== 'error' ? 'warning' : 'error',
      at: place,
      message: `Istio ${gone} no longer reads ${name}: ${lost.message}`,
      help: isUnknown
        ? `its value is not in this file; unless it is "${row.usual}": ${lost.help}`
        : lost.help,
    });
    return;
  }
  const remove = (edit: Editor, report: Report): void => {
    requireSameVariable(row, variable, undefined, environment, context);
    removeVariable(edit, name, variable.holder);
    if (isMissed && lost.level !== 'note')
      report({
        level: lost.level,
        at: place,
        message: `${name} is removed: ${lost.message}`,
        help: lost.help,
      });
  };
  const summary = `${name}: Istio ${gone} no longer reads it`;
  context.rewrite(place, summary, remove, inLayers(name, environment));
}

function carryOver(
  row: RemovedVariable,
  successor: Successor,
  variable: IstiodVariable,
  environment: IstiodEnvironment | undefined,
  context: Context,
): void {
  const { name, gone } = row;
  const path = 'path' in successor ? successor.path : pathOfVariable(successor.variable);
  const target = 'path' in successor ? successor.path.join('.') : successor.variable;
  const isUnknown = textOf(row, variable) === undefined;
  const summary = `${name} → ${target}${isUnknown ? '' : `: ${successor.value}`}, for Istio ${gone}`;
  const replace = (edit: Editor): void => {
    requireSameVariable(row, variable, path, environment, context);
    const known = settingsAt(successor, environment);
    if (known.some((other) => isUnknown || !isSame(successor.value, valueOf(other) ?? '')))
      throw new Declined(`${target} is set here as well; keep the one that is right`);
    if ('path' in successor && environment?.kind !== 'values')
      throw new Declined(`set ${target} to ${successor.value} in the install values, then delete it`);
    if ('variable' in successor && known.length === 0) {
      renameVariable(variable, successor.variable, edit);
      return;
    }
    removeVariable(edit, name, variable.holder);
    if (known.length === 0 && environment?.kind === 'values')
      setValue(edit, environment.values, path, successor.value);
  };
  context.rewrite(variable.place, summary, replace, inLayers(name, environment));
}

/** Whether the successor has the value itself, so that it may be carried over unseen. */
function isSameValue(successor: Successor): boolean {
  return 'variable' in successor && successor.value === successor.of;
}

/** Where the environment sets what takes the place of a variable. */
function settingsAt(
  successor: Successor,
  environment: IstiodEnvironment | undefined,
): readonly EnvironmentVariable[] {
  if (!environment) return [];
  if ('variable' in successor) return variablesIn(environment, successor.variable);
  return environment.kind === 'values' ? settingsOf(environment.values, successor.path) : [];
}

/** Its value lives on in objects of the tree, and perhaps in another value. */
function removeCarried(
  row: RemovedVariable,
  variable: IstiodVariable,
  environment: IstiodEnvironment | undefined,
  context: Context,
): void {
  const { name, gone } = row;
  const carried = carriedOf(name);
  if (!carried) return;
  const { into, kind } = carried;
  const summary = `${name} → ${into?.path.join('.') ?? kind}, for Istio ${gone}`;
  const remove = (edit: Editor, report: Report): void => {
    requireSameVariable(row, variable, into?.path, environment, context);
    if (into && environment?.kind !== 'values')
      throw new Declined(`set ${into.path.join('.')} in the mesh's configuration, then delete it`);
    removeVariable(edit, name, variable.holder);
    if (into && environment?.kind === 'values') addTo(environment.values, into, edit);
    report({ level: 'warning', at: variable.place, message: carried.message, help: carried.help });
  };
  context.rewrite(variable.place, summary, remove, inLayers(name, environment));
}

/** Adds what a map of the values lacks. */
function addTo(values: InstallValues, { path, value }: NonNullable<Carried['into']>, edit: Editor): void {
  if (valueAt(values.root.base, 'spec', ...path))
    throw new Declined(`spec.${path.join('.')} is set; add retryOn there, then delete it`);
  const missing = Object.entries(value).filter(([key]) => !settingOf(values, [...path, key]));
  const isSet = missing.length < Object.keys(value).length;
  // A policy that exists says itself how often to retry.
  if (!isSet) setValue(edit, values, path, value);
  else if (!settingOf(values, [...path, 'retryOn']) && value['retryOn'] !== undefined)
    setValue(edit, values, [...path, 'retryOn'], value['retryOn']);
}

function renameVariable({ holder, place }: IstiodVariable, name: string, edit: Editor): void {
  if (holder.kind === 'entry' && holder.name !== undefined) {
    edit.rename(holder, holder.name.replace(/[^.]+$/, name));
    return;
  }
  const text = place.kind === 'entry' ? undefined : asText(place);
  if (text) edit.set(text, text.value.replace(/[^.]+$/, name));
}

function isImplied({ impliedBy = [] }: RemovedVariable, environment: IstiodEnvironment | undefined): boolean {
  return (
    environment !== undefined &&
    impliedBy.some((name) =>
      variablesIn(environment, name).some((variable) => isSame('true', valueOf(variable) ?? '')),
    )
  );
}
