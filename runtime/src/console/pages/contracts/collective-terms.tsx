/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import type { Ui } from '../../ui.ts';

/** That a contract goes on one invoice with others, until which day of the month, and which these are. */
export function CollectiveTerms({ ui, contract: { collective } }: { ui: Ui; contract: ContractView }) {
  if (collective === null) return null;
  const { collective: texts } = ui.texts.contracts;
  const { closingDay, others } = collective;
  return (
    <div class="advice">
      <p>
        <strong>
          {texts.closing(closingDay > LAST_SURE_DAY ? texts.monthEnd : texts.day(String(closingDay)))}
        </strong>
      </p>
      <p>
        {others.length === 0 ? texts.alone : `${texts.others} `}
        {others.map(({ id, title }, place) => (
          <>
            {place === 0 ? '' : ', '}
            <a href={`/contracts/${id}`}>{title}</a>
          </>
        ))}
      </p>
    </div>
  );
}

/** Every month has it; a later day is the last one of a shorter month. */
const LAST_SURE_DAY = 28;
