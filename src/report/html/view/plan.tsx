import { count } from '../../summary';
import type { ReportData } from '../data';
import { isEmpty, otherTitle, partsOf, type PlanStage, type PlanStep, type TransformInfo } from '../../plan';
import { pinsTitle, shownPins } from '../../plan-pins';
import { Badge, LevelCounts } from './parts';
import { changedWords, purposeOf, shown } from './words';

/** The upgrade plan in the order in which it is carried out: what is done for you, and what you do. */
export function Plan({ data }: { readonly data: ReportData }) {
  const { plan, transforms, range } = data;
  const byId = new Map(transforms.map((transform) => [transform.id, transform]));
  return (
    <>
      <p class="range">{shown(range)}</p>
      {plan.pins.length > 0 && (
        <div class="pins">
          <h3>{pinsTitle}</h3>
          <ul>
            {plan.pins.map((pin) => (
              <li key={pin.what}>
                {shown(pin.what)} <code>{shown(shownPins(pin).shown.join(', '))}</code>
                {shownPins(pin).more}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isEmpty(plan) && <p class="empty">Nothing in these files has to change for this upgrade.</p>}
      <ol class="plan">
        {partsOf(plan).map(({ title, stages }) => (
          <li key={title}>
            <h3>{title}</h3>
            {stages.map((stage) => (
              <Stage key={stage.title ?? ''} stage={stage} transforms={byId} done={changedWords[data.mode]} />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

function Stage({
  stage: { title, before, steps, after },
  transforms,
  done,
}: {
  readonly stage: PlanStage;
  readonly transforms: ReadonlyMap<string, TransformInfo>;
  readonly done: string;
}) {
  return (
    <div class="phase">
      {title !== undefined && <h4>{title}</h4>}
      <ul>
        {before.map((sentence) => (
          <Action key={sentence} sentence={sentence} />
        ))}
        {steps.map((step) => (
          <Step key={step.transform} step={step} transform={transforms.get(step.transform)} done={done} />
        ))}
        {after.map((sentence) => (
          <Action key={sentence} sentence={sentence} />
        ))}
      </ul>
    </div>
  );
}

/** What you do beside merging; names are between backticks. */
function Action({ sentence }: { readonly sentence: string }) {
  const parts = sentence.split('`');
  return <li class="action">{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</li>;
}

function Step({
  step,
  transform,
  done,
}: {
  readonly step: PlanStep;
  readonly transform: TransformInfo | undefined;
  readonly done: string;
}) {
  const { rewrites, files, findings } = step;
  return (
    <li class="step" id={`step-${step.release ?? ''}-${step.transform}`}>
      <p class="title">
        {transform ? transform.title : otherTitle}
        {transform && (
          <span title={purposeOf(transform.kind)}>
            <Badge look="kind">{transform.kind}</Badge>
          </span>
        )}
      </p>
      <p class="facts">
        {rewrites > 0 && (
          <Badge look="done">
            {count(rewrites, 'change')} in {count(files, 'file')} {done}
          </Badge>
        )}
        <LevelCounts counts={findings} />
        {transform && (
          <a href={transform.docs} rel="noreferrer noopener" target="_blank">
            upgrade notes
          </a>
        )}
      </p>
    </li>
  );
}
