import type { Facts } from '../../../src/facts';
import { type ChartName, localChart } from '../../../src/install/chart';
import { type Installation, installationsIn } from '../../../src/install/scripts/commands';
import { slotsOf } from '../../../src/install/values';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import type { Removal } from '../mentions/mentions';

/** The command or the resource of Terraform that a place of a text is a part of. */
export function installationAround(place: MentionPlace, facts: Facts): Installation | undefined {
  const { source } = place;
  if (source.kind === 'documentation' || place.isInComment) return undefined;
  return facts.derivedFor(source, installationsOf).findLast(({ line }) => line <= place.lineNumber);
}

/** What a text installs: read once, however many of its words are asked for. */
function installationsOf(facts: Facts, { path, text }: MentionPlace['source']): Installation[] {
  return installationsIn(path, text, facts);
}

/** The charts of Istio that it installs. */
export function chartsOf({ chart: name, repository }: Installation, facts: Facts): readonly ChartName[] {
  return (slotsOf({ name, repository }, facts.all(localChart)) ?? []).map(({ chart }) => chart);
}

/** The keys of each value that a command sets, or a resource sets or writes out. */
export function keysSetBy({ set, files }: Installation): (readonly string[])[] {
  const settings = [set, ...files].flatMap((each) => (typeof each === 'object' ? each.settings : []));
  return settings.flatMap(({ keys, value }) => (value === null ? [] : [keys]));
}

/** A value at the root of a chart that a command sets: `--set redirectMode=…`. */
export function rootValueMention({
  charts,
  key,
  ...removal
}: Removal & { readonly charts: readonly ChartName[]; readonly key: string }): Mention {
  return {
    ...removal,
    name: key,
    words: [key],
    pattern: new RegExp(String.raw`(?<![\w.-])${key}(?![\w.-])`, 'g'),
    isMeant(place, facts) {
      const around = installationAround(place, facts);
      return (
        around !== undefined &&
        keysSetBy(around).some((keys) => keys.length === 1 && keys[0] === key) &&
        chartsOf(around, facts).some((chart) => charts.includes(chart))
      );
    },
  };
}
