import type { Facts } from '../../../src/facts';
import { grouped } from '../../../src/grouped';
import { describePlace } from '../../../src/kubernetes/object';
import type { Context, Note } from '../../../src/transform';
import { reaches } from '../../../src/version';
import type { ChangedDefault } from '../../tables/defaults';
import { placesOfSubjects } from '../subjects/subject-surveys';
import { describeSubjects } from '../subjects/subjects';

/** Whether the release that an upgrade ends at still reads the pin. */
export function isReadBy({ until }: ChangedDefault, { to }: Pick<Context['range'], 'to'>): boolean {
  return until === undefined || !reaches({ to }, nextRelease(until));
}

/**
 * What is said of a changed default, and what keeps the old behaviour.
 *
 * @param options.beside the file of the release that it is said of
 */
export function messageOf(
  row: ChangedDefault,
  isRead: boolean,
  facts: Facts,
  { beside, canBePinned = false }: { readonly beside?: string; readonly canBePinned?: boolean } = {},
): Pick<Note, 'message' | 'help' | 'pin'> {
  const { release, message, pins, subjects = [], until, then } = row;
  const [first, ...others] = placesOfSubjects(subjects, facts, beside);
  const where =
    first &&
    ` (concerns ${describeSubjects(subjects)}: ${describePlace(first)}${others.length > 0 ? ` and ${others.length} more` : ''})`;
  const names = namesOfPins(pins);
  const set = `set ${names}`;
  const lost =
    until === undefined
      ? 'no setting keeps the old behaviour: check that the new one works for you'
      : `check that the new behaviour works for you; to keep the old one up to Istio ${until}, ${set}; Istio ${nextRelease(until)} no longer reads it`;
  return {
    message: `with Istio ${release}, ${message}${where ?? ''}`,
    ...(isRead && { pin: names }),
    ...(!isRead && !then && until !== undefined && { pin: `${names} up to Istio ${until}` }),
    help: isRead
      ? `to keep the old behaviour, ${set}${canBePinned ? ', or run with --pin-defaults' : ''}`
      : (then ?? lost),
  };
}

/** What is set to keep an old behaviour. */
export function namesOfPins(pins: ChangedDefault['pins']): string {
  const names = [...grouped(pins, ({ chart }) => chart)].map(([chart, own]) => {
    const settings = own.map(({ path, value }) => `${path.join('.')}: ${JSON.stringify(value)}`);
    return `${settings.join(', ')} (chart ${chart})`;
  });
  return names.join(' and ');
}

/** The minor release after one. */
export function nextRelease(release: string): string {
  const [major = '1', minor = '0'] = release.split('.');
  return `${major}.${Number(minor) + 1}`;
}
