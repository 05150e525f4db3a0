/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import type { Ui } from '../../ui.ts';
import { CollectiveTerms } from './collective-terms.tsx';
import { MilestoneTerms } from './milestone-terms.tsx';
import { OrderTerms } from './order-terms.tsx';
import { SubscriptionTerms } from './subscription-terms.tsx';
import { TimeTerms } from './time-terms.tsx';

type TermsProps = { ui: Ui; contract: ContractView };

/** What is agreed and how far it is carried out, as the form of billing is read. */
export function ContractTermsBlock(props: TermsProps) {
  return (
    <section class="block" aria-labelledby="title-terms">
      <h2 id="title-terms">{props.ui.texts.contracts.terms}</h2>
      <CollectiveTerms {...props} />
      {termsOf(props)}
    </section>
  );
}

function termsOf({ ui, contract }: TermsProps): Child {
  const { revisions } = contract.contract;
  const inForce = revisions.find(({ effectiveOn }) => effectiveOn === contract.inForceFrom);
  const plan = (inForce ?? revisions[0])?.plan;
  const { progress, currency } = contract;
  if (plan?.form === 'subscription') {
    const { products } = contract;
    return <SubscriptionTerms ui={ui} plan={plan} products={products} currency={currency} />;
  }
  if (progress?.form === 'milestones')
    return <MilestoneTerms ui={ui} progress={progress} currency={currency} />;
  if (plan?.form === 'time_and_materials' && progress?.form === 'time_and_materials')
    return <TimeTerms ui={ui} plan={plan} progress={progress} currency={currency} />;
  return (
    <OrderTerms
      ui={ui}
      lines={progress?.form === 'order' ? progress.lines : null}
      products={contract.products}
      currency={currency}
    />
  );
}
