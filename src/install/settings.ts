import {
  Declined,
  type Entry,
  holdsPlaceholder,
  insertedIn,
  isNull,
  type Item,
  itemsOf,
  type Node,
  stringOf,
  valueAt,
} from '../yaml';
import { entryAt, type InstallValues, type Parameters, placesOfGlobal } from './values';
import { isBelow } from '../keys';
import { namedItems, namedValues } from '../kubernetes/named-values';

/** A place of one layer of install values that sets a value of a chart, in whatever form. */
export interface Setting {
  /**
   * `map`: a key of the values. `parameter`: an item `{name: dotted.path, value}`. `dotted`: an entry `dotted.path:
   * value`. `variable`: an item `{name, value}` of a list of environment variables.
   */
  readonly form: 'map' | 'parameter' | 'dotted' | 'variable';
  readonly values: InstallValues;
  /** Where the value is in the chart's values, or in its defaults, with the prefix if it is under it. */
  readonly path: readonly string[];
  /** What its name is at, for a finding. */
  readonly place: Entry | Node;
  readonly value: Node | undefined;
  /** What to remove to unset it. */
  readonly holder: Entry | Item;
}

/**
 * Every place of a layer that sets the value at a path of its chart, the one that wins first: variables listed beside
 * the values, parameters, then the map. A path may begin with the chart's prefix (`pilot.env.X`) or not (`env.X`): both
 * forms are looked up, and each setting says in which it is. For a map at the path, parameters that set a part of
 * it count as well; their path is longer.
 */
export function settingsOf(values: InstallValues, path: readonly string[]): Setting[] {
  const forms = formsOf(values, path);
  return [
    ...forms.flatMap((form) => variablesAt(values, form)),
    ...forms.flatMap((form) => parametersAt(values, form)),
    ...forms.flatMap((form) => entriesAt(values, form)),
    ...defaultsOf(values).flatMap((below) =>
      forms.flatMap((form) => [...parametersAt(values, form, below), ...entriesAt(values, form, below)]),
    ),
  ];
}

/**
 * The keys below which a chart has its own defaults. Who copies its `values.yaml` sets values there; those at the root win.
 *
 * Source: istio 1.21.0 to 1.23.0 and 1.24.0, `templates/zzz_profile.yaml` of the charts.
 */
export const keysOfDefaults = ['defaults', '_internal_defaults_do_not_set'] as const;

/** Where else in the values of a chart its defaults may stand. */
export function defaultsOf({ installer }: InstallValues): readonly string[] {
  return installer === 'helm' ? keysOfDefaults : [];
}

/** The paths at which the value of a path may stand in the chart's values, the one that wins first. */
export function formsOf(
  { forms, installer, chart }: InstallValues,
  path: readonly string[],
): (readonly string[])[] {
  if (path[0] === 'global') return [path];
  const prefix = forms.find((form) => form.length > 0 && isBelow(path, form));
  const rest = prefix ? path.slice(prefix.length) : path;
  // In an operator's values, what has no prefix belongs to all charts; ztunnel's own values never have one.
  if (!prefix && installer !== 'helm' && chart !== 'ztunnel') return [path];
  const usual = forms.length === 1 && forms[0]?.length === 0 && path[0] ? [path] : [];
  return usual.length > 0 ? usual : forms.map((form) => [...form, ...rest]);
}

function variablesAt(values: InstallValues, path: readonly string[]): Setting[] {
  const [prefix = []] = values.forms;
  const name = path[prefix.length + 1];
  const isVariable = path.length === prefix.length + 2 && path[prefix.length] === 'env';
  if (!values.environment || !isVariable || !isBelow(path, prefix)) return [];
  return namedItems(values.environment).flatMap((item): Setting[] =>
    item.name === name ? [{ ...item, form: 'variable', values, path }] : [],
  );
}

function parametersAt(values: InstallValues, path: readonly string[], below?: string): Setting[] {
  const { parameters } = values;
  if (!parameters) return [];
  const wanted = parameterName(parameters, path, below);
  /** What a name sets: the path itself, or a part of what is there. */
  const pathOf = (name: string | undefined): readonly string[] | undefined => {
    if (name === wanted) return path;
    if (!name?.startsWith(wanted) || !/^[.[]/.test(name.slice(wanted.length))) return undefined;
    return [...path, ...keysOf(name.slice(wanted.length).replace(/^\./, ''))];
  };
  const form = parameters.items.kind === 'mapping' ? 'dotted' : 'parameter';
  return namedValues(parameters.items).flatMap((named): Setting[] => {
    const found = pathOf(named.name);
    return found ? [{ ...named, form, values, path: found }] : [];
  });
}

function entriesAt(values: InstallValues, path: readonly string[], below?: string): Setting[] {
  const places = path[0] === 'global' && below === undefined ? placesOfGlobal(values) : [values.own];
  return places.flatMap((at): Setting[] => {
    const entry = entryAt(at, below === undefined ? path : [below, ...path]);
    return entry ? [{ form: 'map', values, path, place: entry, value: entry.value, holder: entry }] : [];
  });
}

/** Where a value of the chart is set to something, or below it: its entry, or the name of its parameter. */
export function settingOf(values: InstallValues, path: readonly string[]): Entry | Node | undefined {
  const settings = settingsOf(values, path);
  const set = settings.find(({ value, form }) => {
    const isEmpty = isNull(value) || (value?.kind === 'mapping' && value.entries.length === 0);
    return form !== 'map' || !isEmpty;
  });
  return set?.place;
}

/** Helm's way to write a path in `--set`: dots inside a key are escaped. */
export function parameterName({ own, globals }: Parameters, path: readonly string[], below?: string): string {
  const keys =
    below === undefined ? [...(path[0] === 'global' ? globals : own), ...path] : [...own, below, ...path];
  return keys.map((key) => key.replaceAll('.', '\\.')).join('.');
}

/**
 * Makes sure that no template may insert a parameter of a name among those that are there.
 *
 * @throws Declined where one may
 */
export function requireKnownParameter({ items }: Parameters, name: string): void {
  const mayBeIt = ({ value }: Item): boolean => {
    const given = valueAt(value, 'name');
    if (!given) return insertedIn(value) !== undefined;
    const known = knownKeysOf(stringOf(given) ?? '');
    return known !== undefined && isBelow(keysOf(name), known);
  };
  const inserted = insertedIn(items) ?? itemsOf(items).find(mayBeIt)?.range;
  if (inserted) throw new Declined(`a template may insert "${name}" here`, inserted.start);
}

/** The keys before the first one of a name that a template has a say in; undefined where none has. */
export function knownKeysOf(name: string): readonly string[] | undefined {
  const keys = keysOf(name);
  const known = keys.findIndex((key) => holdsPlaceholder(key));
  return known === -1 ? undefined : keys.slice(0, known);
}

/** The keys of a path in Helm's way to write it. */
export function keysOf(name: string): string[] {
  return name.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
}

/** What a value of `--set` says: dotted paths with their values. */
export function assignmentsIn(text: string): [string, string][] {
  return text.split(/(?<!\\),(?=[^,=]+=)/).flatMap((each): [string, string][] => {
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(each) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
}
