import type { FactPlace } from '../facts';
import { Choices, needsAnother, type Offer } from '../migrate/choices';
import type { ManifestFile } from '../migrate/manifest-file';
import { type AskedFor, outcomeOf } from '../migrate/outcome';
import type { PlannedFile } from '../migrate/pipeline';
import type { FileMigration } from '../migrate/plan';
import { type Unit, unitAt } from '../moves/units';
import { LineIndex } from '../yaml';
import type { Answer, Ask, Question } from './open';

/** Asks the user what is to be done in one file after the other, until that person quits. */
export class Decisions {
  /** How many rewrites were left by choice, and how long the answers took. */
  left = 0;
  waitedMs = 0;
  private hasQuit = false;
  /** Which units of places that change together are to change: the first of its places decides on each. */
  private readonly decided = new Map<string, boolean>();

  constructor(private readonly ask: Ask) {}

  async decide({ file, plan, facts }: PlannedFile): Promise<FileMigration> {
    const choices = new Choices(plan);
    const lines = new LineIndex(file.text);
    const unitOf = ({ offset }: AskedFor) => unitAt({ path: file.path, ...lines.at(offset) }, facts);
    for (let offer = choices.next(); offer; offer = choices.next()) {
      const units = offer.requests.flatMap((request) => unitOf(request) ?? []);
      const known = units.flatMap(({ id }) => this.decided.get(id) ?? []);
      if (known.includes(false)) choices.decline(offer, needsAnother);
      else if (known.includes(true)) choices.accept(offer);
      else if (this.hasQuit) choices.decline(offer);
      else {
        const answer = await this.answer(questionOf(file, offer, units, choices.count));
        this.settle(choices, offer, answer, unitOf);
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

  private settle(
    choices: Choices,
    offer: Offer,
    answer: Answer,
    unitOf: (request: AskedFor) => Unit | undefined,
  ): void {
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

function questionOf(
  { path, text }: ManifestFile,
  { requests, before, after }: Offer,
  units: readonly Unit[],
  { decided, all }: Choices['count'],
): Question {
  const notes = requests.flatMap((request) => request.notes);
  const proven = [{ done: requests, edits: after.edits }];
  const { findings, rewrites } = outcomeOf(path, text, { ...after, proven, notes }, 'after');
  const objects = requests.map(({ object }) => object);
  const lines = new LineIndex(text);
  const own = new Set(requests.map(({ offset }) => JSON.stringify(lines.at(offset))));
  const isOther = ({ path: at, line, column }: FactPlace) =>
    at !== path || !own.has(JSON.stringify({ line, column }));
  return {
    path,
    before: before.text,
    after: after.text,
    rewrites: rewrites.map((rewrite, index) => ({ ...rewrite, object: objects[index] })),
    findings,
    alsoAt: [...new Set(units)].flatMap(({ places }) => places.filter(isOther)),
    number: decided + 1,
    count: all,
  };
}
