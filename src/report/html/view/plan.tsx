import { count } from '../../summary';
import type { ReportData } from '../data';
import { isEmpty, isOfStep, plannedFindings, type PlanStep } from '../../plan/plan';
import { otherTitle, partsOf, type PlanStage } from '../../plan/plan-parts';
import { pinsTitle } from '../../plan/plan-pins';
import type { TransformInfo } from '../../problem';
import { Badge, FileLink, LevelCounts, PlaceLink } from './parts';
import { changedWords, purposeOf, shown } from './words';

/** The upgrade plan in the order in which it is carried out: what is done for you, and what you do. */
export function Plan({ data }: { readonly data: ReportData }) {
  const { plan, range } = data;
  return (
    <>
      <p class="range">{shown(range)}</p>
      {plan.pins.length > 0 && (
        <div class="pins">
          <h3>{pinsTitle}</h3>
          <ul>
            {plan.pins.map((pin) => (
              <li key={pin.what}>
                {shown(pin.what)} <code>{shown(pin.places.join(', '))}</code>
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
              <Stage key={stage.title ?? ''} stage={stage} data={data} />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

function Stage({
  stage: { title, before, steps, command, after },
  data,
}: {
  readonly stage: PlanStage;
  readonly data: ReportData;
}) {
  return (
    <div class="phase">
      {title !== undefined && <h4>{title}</h4>}
      <ul>
        {before.map((sentence) => (
          <Action key={sentence} sentence={sentence} />
        ))}
        {command !== undefined && data.mode !== 'write' && (
          <li class="action">
            Make the changes below: <code class="command">{command}</code>
          </li>
        )}
        {steps.map((step) => (
          <Step key={step.phase + step.transform} step={step} data={data} />
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

function Step({ step, data }: { readonly step: PlanStep; readonly data: ReportData }) {
  const { rewrites, files, findings } = step;
  const transform = data.transforms.find(({ id }) => id === step.transform);
  return (
    <li class="step" id={`step-${step.release ?? ''}-${step.phase}-${step.transform}`}>
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
            {count(rewrites, 'change')} in {count(files, 'file')} {changedWords[data.mode]}
          </Badge>
        )}
        <LevelCounts counts={findings} />
        {transform && (
          <a href={transform.docs} rel="noreferrer noopener" target="_blank">
            upgrade notes
          </a>
        )}
      </p>
      <Places step={step} data={data} usual={transform} />
    </li>
  );
}

/** More links than these are not followed from here: the filters show all. */
const mostLinks = 20;

/** Links from a step to its files, and to the places of its findings. */
function Places({
  step,
  data,
  usual,
}: {
  readonly step: PlanStep;
  readonly data: ReportData;
  readonly usual: Pick<TransformInfo, 'release' | 'phase'> | undefined;
}) {
  const isOwn = isOfStep(step, usual);
  const files = data.files.filter((file) => file.rewrites.some(isOwn));
  const places = plannedFindings(data.findings, data.plan.from).filter(isOwn);
  const links = [
    ...files.map(({ path }) => <FileLink key={path} path={path} />),
    ...[...new Map(places.map((place) => [`${place.path}:${place.line}`, place]))].map(
      ([key, { path, line }]) => <PlaceLink key={key} path={path} line={line} />,
    ),
  ];
  if (links.length === 0) return null;
  return (
    <details class="links">
      <summary>Where</summary>
      <ul class="places">
        {links.slice(0, mostLinks).map((link, index) => (
          <li key={index}>{link}</li>
        ))}
        {links.length > mostLinks && <li>and {count(links.length - mostLinks, 'more place')}</li>}
      </ul>
    </details>
  );
}
