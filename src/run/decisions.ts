import { unitOfLayers } from '../install/layers/united';
import { Choices, type Offer } from '../migrate/choices';
import type { ManifestFile } from '../migrate/manifest-file';
import { distinct, outcomeOf } from '../migrate/outcome';
import type { PlannedFile } from '../migrate/pipeline';
import type { FileMigration } from '../migrate/plan';
import { type Unit, unitAt } from '../moves/units';
import { LineIndex } from '../yaml';
import type { Answer, Ask, AskedChange, Question } from './open';
import type { AskedFor } from '../migrate/request';

/** Asks the user what is to be done in one file after the other, until that person quits. */
export class Decisions {
  /** How many rewrites were left by choice, and how long the answers took. */
  left = 0;
  waitedMs = 0;
  private hasQuit = false;
  /** Which units of places that change together are to change: the first of its places decides on each. */
  private readonly decided = new Map<string, boolean>();

  constructor(private readonly ask: Ask) {}

  async decide(planned: PlannedFile): Promise<FileMigration> {
    const choices = new Choices(planned.plan);
    const unitOf = unitsIn(planned);
    for (let offer = choices.next(); offer; offer = choices.next()) {
      const units = offer.requests.flatMap((request) => unitOf(request) ?? []);
      const known = units.flatMap(({ id }) => this.decided.get(id) ?? []);
      if (known.includes(false)) choices.decline(offer);
      else if (known.includes(true)) choices.accept(offer);
      else if (this.hasQuit) choices.decline(offer);
      else {
        const whole = wholeOf(offer, units, choices, unitOf);
        const answer = await this.answer(questionOf(planned, whole, units, choices.count));
        this.settle(choices, whole, answer, unitOf);
      }
    }
    const { migration, left } = choices.result();
    this.left += left;
    return migration;
  }

  private async answer(question: Question): Promise<Answer> {
    const asked = performance.now();
    const answer = await this.ask(question);
    this.waitedMs += performance.now() - asked;
    return answer;
  }

  private settle(choices: Choices, offer: Offer, answer: Answer, unitOf: UnitOf): void {
    const isAccepted = answer === 'yes' || answer === 'rest';
    const settled = (requests: readonly AskedFor[]) => {
      for (const request of requests) {
        const unit = unitOf(request);
        if (unit && !this.decided.has(unit.id)) this.decided.set(unit.id, isAccepted);
      }
    };
    settled(offer.requests);
    if (isAccepted) choices.accept(offer);
    else choices.decline(offer);
    if (answer === 'rest') {
      settled(choices.rest);
      choices.acceptRest((request) => this.decided.get(unitOf(request)?.id ?? '') === false);
    }
    if (answer === 'quit') this.hasQuit = true;
  }
}

type UnitOf = (request: AskedFor) => Unit | undefined;

/** Which unit each rewrite of a file belongs to. */
function unitsIn({ file: { path, text }, facts }: Pick<PlannedFile, 'file' | 'facts'>): UnitOf {
  const lines = new LineIndex(text);
  return ({ offset, value }) =>
    value ? unitOfLayers(value, facts) : unitAt({ path, ...lines.at(offset) }, facts);
}

function isAmong(units: readonly Unit[], unit: Unit | undefined): boolean {
  return units.some(({ id }) => id === unit?.id);
}

/** An offer with all of its file that changes together with it. */
function wholeOf(offer: Offer, units: readonly Unit[], choices: Choices, unitOf: UnitOf): Offer {
  const isWanted = (request: AskedFor) => offer.requests.includes(request) || isAmong(units, unitOf(request));
  return choices.offerOf(choices.rest.filter(isWanted)) ?? offer;
}

function questionOf(
  { file, facts, planOf }: PlannedFile,
  offer: Offer,
  units: readonly Unit[],
  { decided, all }: Choices['count'],
): Question {
  const paths = new Set(units.flatMap((unit) => unit.paths));
  const others = [...paths].flatMap((path): AskedChange[] => {
    const other = planOf(path);
    if (!other) return [];
    const unitOf = unitsIn({ ...other, facts });
    const choices = new Choices(other.plan);
    const own = choices.rest.filter((request) => isAmong(units, unitOf(request)));
    const change = own.length > 0 ? choices.offerOf(own) : undefined;
    return change ? [changeOf(other.file, change)] : [];
  });
  return { ...changeOf(file, offer), others, number: decided + 1, count: all };
}

function changeOf({ path, text }: ManifestFile, { requests, before, after }: Offer): AskedChange {
  const notes = requests.flatMap((request) => request.notes);
  const proven = [{ done: requests, edits: after.edits }];
  const { findings, rewrites } = outcomeOf(path, text, { ...after, proven, notes }, 'after');
  const objects = distinct(requests).map(({ object }) => object);
  return {
    path,
    before: before.text,
    after: after.text,
    rewrites: rewrites.map((rewrite, index) => ({ ...rewrite, object: objects[index] })),
    findings,
  };
}
