import { Choices, type Offer } from '../migrate/choices';
import type { ManifestFile } from '../migrate/manifest-file';
import { outcomeOf } from '../migrate/outcome';
import type { FileMigration, FilePlan } from '../migrate/plan';
import type { Answer, Ask, Question } from './options';

/** Asks a person what is to be done in one file after the other, until that person quits. */
export class Decisions {
  /** How many rewrites were left by choice, and how long the answers took. */
  left = 0;
  waitedMs = 0;
  private hasQuit = false;

  constructor(private readonly ask: Ask) {}

  async decide(file: ManifestFile, plan: FilePlan): Promise<FileMigration> {
    const choices = new Choices(plan);
    for (let offer = this.next(choices); offer; offer = this.next(choices))
      this.settle(choices, offer, await this.answer(questionOf(file, offer, choices.count)));
    choices.declineRest();
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

  private next(choices: Choices): Offer | undefined {
    return this.hasQuit ? undefined : choices.next();
  }

  private settle(choices: Choices, offer: Offer, answer: Answer): void {
    if (answer === 'no' || answer === 'quit') choices.decline(offer);
    else choices.accept(offer);
    if (answer === 'rest') choices.acceptRest();
    if (answer === 'quit') this.hasQuit = true;
  }
}

function questionOf(
  { path, text }: ManifestFile,
  { requests, before, after }: Offer,
  { decided, all }: Choices['count'],
): Question {
  const notes = requests.flatMap((request) => request.notes);
  const proven = [{ done: requests, edits: after.edits }];
  const { findings, rewrites } = outcomeOf(path, text, { ...after, proven, notes }, 'after');
  const objects = requests.map(({ object }) => object);
  return {
    path,
    before: before.text,
    after: after.text,
    rewrites: rewrites.map((rewrite, index) => ({ ...rewrite, object: objects[index] })),
    findings,
    number: decided + 1,
    count: all,
  };
}
