/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../ui.ts';

const KEYS = [
  { keys: ['g', 'b'], name: 'board' },
  { keys: ['g', 'a'], name: 'approvals' },
  { keys: ['g', 'e'], name: 'exceptions' },
  { keys: ['g', 'c'], name: 'connections' },
  { keys: ['g', 'r'], name: 'rules' },
  { keys: ['g', 'w'], name: 'webhooks' },
  { keys: ['g', 'k'], name: 'keys' },
  { keys: ['g', 't'], name: 'audit' },
  { keys: ['/'], name: 'search' },
  { keys: ['j', 'k'], name: 'step' },
  { keys: ['h', 'l'], name: 'cross' },
  { keys: ['x'], name: 'choose' },
  { keys: ['a', 'r', 's'], name: 'decide' },
  { keys: ['?'], name: 'help' },
] as const;

/** The keys that the console's script listens to (assets/console.js); opened with `?`. */
export function Shortcuts({ ui }: { ui: Ui }) {
  const { shortcuts, shortcutNames } = ui.texts.layout;
  return (
    <dialog class="dialog" id="shortcuts" popover="auto" aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">{shortcuts}</h2>
      <dl class="shortcuts">
        {KEYS.map(({ keys, name }) => (
          <div>
            <dt>{shortcutNames[name]}</dt>
            <dd>
              {keys.map((key) => (
                <>
                  <kbd>{key}</kbd>{' '}
                </>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div class="dialog-actions">
        <button class="button" type="button" popovertarget="shortcuts" popovertargetaction="hide">
          {ui.texts.form.close}
        </button>
      </div>
    </dialog>
  );
}
