import type { Connector } from '../../runtime/src/flow/ports.ts';
import type { Loop } from './create-loop.ts';

/** A hub that is killed after so many steps, and how far it came. */
export type Mortal = {
  /** Lets the process die once `steps` were taken; it is started again when what it was at has ended. */
  dieAfter(steps: number): void;
  hasDied(): boolean;
  /** Gives a command of a person, and once more where the process died over it, as a person does. */
  insist(command: () => Promise<unknown>): Promise<void>;
};

/**
 * Makes the hub of a loop mortal. A step is the begin of a transaction, a job that is handed over within it, a call to
 * another system, what follows a write there or a mail, and the end of a command. A dead process takes none: no handler of
 * an error writes anything, and a transaction that has not ended is as if it never began.
 */
export function letDie({ hub }: Loop): Mortal {
  let left = Number.POSITIVE_INFINITY;
  let isDead = false;
  let hasDied = false;
  const step = (): void => {
    left -= 1;
    if (left < 0) {
      isDead = true;
      hasDied = true;
    }
    if (isDead) throw new Error('killed');
  };
  const startAgain = (): void => {
    left = Number.POSITIVE_INFINITY;
    isDead = false;
  };
  const before = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    step();
    return work();
  };
  const around = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const value = await before(work);
    step();
    return value;
  };
  const { database, jobs, connectors, email, log } = { ...hub.deps };
  hub.deps.database = {
    ...database,
    inOrganization: (organizationId, work) => before(() => database.inOrganization(organizationId, work)),
    inOneTrip: (organizationId, statements) => before(() => database.inOneTrip(organizationId, statements)),
  };
  hub.deps.jobs = {
    ...jobs,
    enqueue: (tx, added) => before(() => jobs.enqueue(tx, added)),
  };
  hub.deps.email = { ...email, send: (message) => around(() => email.send(message)) };
  hub.deps.connectors = {
    open: (connection, secrets) => {
      const connector = connectors.open(connection, secrets);
      const mortal: Connector = {
        ...connector,
        get: (...asked) => before(() => connector.get(...asked)),
        find: (...asked) => before(() => connector.find(...asked)),
        read: (...asked) => before(() => connector.read(...asked)),
        write: (...asked) => around(() => connector.write(...asked)),
      };
      return mortal;
    },
  };
  hub.deps.log = {
    ...log,
    warn: (fields, message) => {
      // The last word about a job that failed: the queue gives it out again once its worker is gone.
      if (isDead) startAgain();
      log.warn(fields, message);
    },
  };
  return {
    dieAfter: (steps) => {
      left = steps;
      isDead = false;
      hasDied = false;
    },
    hasDied: () => hasDied,
    insist: async (command) => {
      try {
        await around(command);
      } catch (error) {
        if (!isDead) throw error;
        startAgain();
        await command();
      }
    },
  };
}
