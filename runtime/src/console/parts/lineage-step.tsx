/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { assertNever } from '../../core/assert.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { MappingRef, LineageStep as Step } from '../../core/lineage/lineage-step.ts';
import { pointerText } from '../format/pointer-text.ts';
import { printedText } from '../format/printed-text.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';
import { actorText, type LineageFact, LineageFacts, RawValue, stampFacts } from './lineage-facts.tsx';
import { OriginLink } from './origin-link.tsx';

/** What every step needs: the page, the invoice, the zone of its entity, and the value that was asked for. */
export type StepProps = { ui: Ui; document: InvoiceDocument; zone: string; pointer: string };

/** One step of the way back: its kind, a sentence, and the facts behind it. */
export function LineageStep({ step, ...props }: StepProps & { step: Step }) {
  const { sentence, facts } = contentOf(step, props);
  return (
    <li class={`origin origin-${step.kind}`}>
      <p class="origin-kind">{props.ui.texts.lineage.kinds[step.kind]}</p>
      <p class="origin-what">{sentence}</p>
      <LineageFacts facts={facts} />
    </li>
  );
}

type Content = { sentence: Child; facts: LineageFact[] };

function contentOf(step: Step, { ui, document, zone, pointer }: StepProps): Content {
  const texts = ui.texts.lineage;
  switch (step.kind) {
    case 'computed':
      return {
        sentence: texts.rules[step.rule],
        facts: [
          ...step.inputs.map((input) => ({
            term: pointerText(input.pointer, texts),
            detail: (
              <OriginLink invoiceId={document.id} pointer={input.pointer} via={pointer}>
                {printedText(ui, document, input.pointer, input.value)}
              </OriginLink>
            ),
          })),
          ...(step.rounding === null
            ? []
            : [{ term: texts.rounding, detail: texts.roundings[step.rounding] }]),
        ],
      };
    case 'decided':
      return {
        sentence: texts.decided[step.what],
        facts: [
          ...(step.basis === null
            ? []
            : [{ term: texts.basis, detail: <code class="raw">{step.basis}</code> }]),
          ...stampFacts(ui, zone, step.stamp),
        ],
      };
    case 'record':
      return {
        sentence: (
          <>
            {texts.records[step.record]}: <strong>{step.name}</strong>
            {step.version === null ? '' : `, ${texts.version(String(step.version))}`}
          </>
        ),
        facts: [
          { term: texts.field, detail: <code class="raw">{step.field}</code> },
          { term: texts.recordValue, detail: <RawValue ui={ui} value={step.value} /> },
        ],
      };
    case 'script':
      return {
        sentence: texts.scriptDid(step.name, texts.effects[step.effect]),
        facts: [
          ...('before' in step && step.effect === 'changed'
            ? [{ term: texts.before, detail: <RawValue ui={ui} value={step.before} /> }]
            : []),
          ...(step.effect === 'kept'
            ? []
            : [{ term: texts.after, detail: <RawValue ui={ui} value={step.after} /> }]),
          ...mappingFacts(ui, zone, step.mapping),
        ],
      };
    case 'mapped':
      return { sentence: texts.rowNumber(String(step.row), step.to), facts: rowFacts(ui, zone, step) };
    case 'received':
      return {
        sentence: texts.sourceOf(
          `${nameOf(ui.texts.connections.systems, step.system)} ${step.object}`,
          step.externalId,
        ),
        facts: receivedFacts(ui, zone, step),
      };
    case 'entered':
      return { sentence: actorText(ui, step.stamp), facts: stampFacts(ui, zone, step.stamp).slice(1) };
    case 'unknown':
      return { sentence: texts.unknown[step.reason], facts: [] };
    default:
      return assertNever(step);
  }
}

function mappingFacts(ui: Ui, zone: string, mapping: MappingRef): LineageFact[] {
  const texts = ui.texts.lineage;
  const { published, system, object, version } = mapping;
  return [
    { term: texts.mapping, detail: texts.mappingName(`${system} ${object}`, String(version)) },
    {
      term: texts.published,
      detail:
        published === null ? (
          <span class="muted">{texts.noStamp}</span>
        ) : (
          <>
            {actorText(ui, published)}, <Instant ui={ui} at={new Date(published.at)} zone={zone} />
          </>
        ),
    },
  ];
}

function rowFacts(ui: Ui, zone: string, step: Extract<Step, { kind: 'mapped' }>): LineageFact[] {
  const texts = ui.texts.lineage;
  const from = { term: texts.from, detail: <code class="raw">{step.from.join(' + ')}</code> };
  const origin = {
    const: [{ term: texts.constant, detail: <RawValue ui={ui} value={step.value} /> }],
    default: [from, { term: texts.fallback, detail: <RawValue ui={ui} value={step.value} /> }],
    from: [from],
    expression: [{ ...from, term: texts.expression }],
  }[step.how];
  const transforms =
    step.transforms.length === 0 || step.how === 'default'
      ? []
      : [
          {
            term: texts.transforms,
            detail: <code class="raw">{step.transforms.map(transformText).join(' → ')}</code>,
          },
          { term: texts.result, detail: <RawValue ui={ui} value={step.value} /> },
        ];
  return [...origin, ...transforms, ...mappingFacts(ui, zone, step.mapping)];
}

const transformText = (call: unknown): string => (typeof call === 'string' ? call : JSON.stringify(call));

function receivedFacts(ui: Ui, zone: string, step: Extract<Step, { kind: 'received' }>): LineageFact[] {
  const texts = ui.texts.lineage;
  return [
    ...step.fields.map(({ place, value }) => ({
      term: <code>{place}</code>,
      detail: <RawValue ui={ui} value={value} />,
    })),
    { term: texts.seen, detail: <Instant ui={ui} at={new Date(step.seenAt)} zone={zone} /> },
    ...(step.modifiedAt === null
      ? []
      : [{ term: texts.modified, detail: <Instant ui={ui} at={new Date(step.modifiedAt)} zone={zone} /> }]),
  ];
}
