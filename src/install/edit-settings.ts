import {
  asMapping,
  Carried,
  carriedOver,
  Declined,
  type Editor,
  type Entry,
  type Plain,
  valueAt,
} from '../yaml';
import { parameterName, requireKnownParameter, type Setting, settingsOf } from './settings';
import { type InstallValues, mapAt, type Parameters, setAt } from './values';
import { startOf } from '../kubernetes/object';
import { isBelow } from '../keys';

/**
 * Sets a value of the chart, or below `global`, that is not set: as a parameter where the carrier has no map but
 * parameters, otherwise in the map, with the keys that lead to it. A path that begins with the chart's prefix
 * (`pilot.env.X`) goes where its neighbours are: below the prefix where that is in use, otherwise at the root.
 *
 * @throws Declined where one of the keys holds no map, or a template may insert it
 */
export function setValue(edit: Editor, values: InstallValues, path: readonly string[], value: Plain): void {
  const at = path[0] === 'global' ? values.globals : values.own;
  const full = path[0] === 'global' ? path : formInUse(values, path);
  const { parameters } = values;
  const isText = typeof (value instanceof Carried ? value.value : value) === 'string';
  if (parameters && isText && holdsParameters(parameters) && !mapAt(at)) {
    const name = parameterName(parameters, full);
    requireKnownParameter(parameters, name);
    if (parameters.items.kind === 'sequence') edit.append(parameters.items, { name, value });
    else edit.insert(parameters.items, name, value);
  } else setAt(edit, at, full, value);
}

function holdsParameters({ items }: Parameters): boolean {
  return (items.kind === 'sequence' ? items.items : items.entries).length > 0;
}

/** A path of the chart in the form that the neighbours of its value have here. */
function formInUse({ forms, own }: InstallValues, path: readonly string[]): readonly string[] {
  const [prefix = []] = forms.filter((form) => form.length > 0);
  if (prefix.length === 0 || !isBelow(path, prefix)) return path;
  const rest = path.slice(prefix.length);
  const holds = (form: readonly string[]) =>
    asMapping(valueAt(own.base, ...own.keys, ...form))?.entries.length;
  const [used] = forms.filter((form) => (form.length > 0 ? holds(form) : holds(rest.slice(0, 1))));
  return [...(used ?? forms[0] ?? prefix), ...rest];
}

/**
 * Moves a value to another path of the same layer, in the form in which it is: a parameter stays a parameter, a
 * key below the prefix stays below it if the new path has the prefix; with `isExact`, the path is taken as it is.
 *
 * @throws Declined where the new path is taken, a template may insert it, or the value cannot be carried exactly
 */
export function renameSetting(
  edit: Editor,
  setting: Setting,
  path: readonly string[],
  { isExact = false } = {},
): void {
  const { values, form, holder } = setting;
  const target = isExact ? path : inFormOf(setting, path);
  const taken = settingsOf(values, path).find(
    (other) => other.form === form && other.path.join('.') === target.join('.'),
  );
  if (taken) throw new Declined(`"${path.join('.')}" is set here as well`, startOf(taken.place));
  if (form === 'parameter' || form === 'dotted') {
    if (values.parameters) renameParameter(edit, setting, parameterName(values.parameters, target));
  } else if (form === 'variable') renameVariable(edit, setting, target);
  else if (holder.kind === 'entry') moveEntry(edit, values, setting.path, holder, target);
}

/** The path as the setting would write it: both with the prefix, or both without. */
function inFormOf({ values, path: old }: Setting, path: readonly string[]): readonly string[] {
  const prefix = values.forms.find((form) => form.length > 0 && isBelow(path, form));
  if (!prefix || isBelow(old, prefix) || !values.forms.some(({ length }) => length === 0)) return path;
  return old[0] === 'global' ? path : path.slice(prefix.length);
}

/**
 * Gives a parameter another name, be it an item or an entry.
 *
 * @param name as in `--set`
 * @throws Declined where a template may insert one of that name
 */
export function renameParameter(
  edit: Editor,
  { holder, values: { parameters } }: Pick<Setting, 'holder' | 'values'>,
  name: string,
): void {
  if (parameters) requireKnownParameter(parameters, name);
  if (holder.kind === 'entry') edit.rename(holder, name);
  else {
    const scalar = valueAt(holder.value, 'name');
    if (scalar?.kind === 'scalar') edit.set(scalar, name);
  }
}

function renameVariable(edit: Editor, { values, holder }: Setting, target: readonly string[]): void {
  const [prefix = []] = values.forms;
  const name = target[prefix.length + 1];
  const scalar = valueAt(holder.value, 'name');
  if (name === undefined || target[prefix.length] !== 'env' || scalar?.kind !== 'scalar') {
    throw new Declined(`a variable of this list cannot become "${target.join('.')}"`, holder.range.start);
  }
  edit.set(scalar, name);
}

function moveEntry(
  edit: Editor,
  values: InstallValues,
  from: readonly string[],
  entry: Entry,
  target: readonly string[],
): void {
  const key = target.at(-1) ?? '';
  const isNeighbour = from.slice(0, -1).join('\0') === target.slice(0, -1).join('\0');
  if (isNeighbour) edit.rename(entry, key);
  else {
    const value = carriedOver(entry.value);
    edit.remove(entry);
    setAt(edit, target[0] === 'global' ? values.globals : values.own, target, value);
  }
}
