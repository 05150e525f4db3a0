import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import { assert } from '../../core/assert.ts';
import { useNativeText } from './native-text.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';

// Node has WebAssembly, its types do not.
declare const WebAssembly: {
  Memory: new (pages: {
    initial: number;
    maximum: number;
  }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
};

const PAGE_BYTES = 64 * 1024;

/** The interpreter and the memory in which all of its state is. */
export type LoadedQuickJs = {
  module: QuickJSWASMModule;
  memory: { readonly buffer: ArrayBuffer };
  memoryMaxBytes: number;
};

/** Loads QuickJS into memory of its own that cannot outgrow the script's limit and what the interpreter needs. */
export async function loadQuickJs(memoryMaxBytes: number): Promise<LoadedQuickJs> {
  const memory = new WebAssembly.Memory({
    initial: SANDBOX_LIMITS.memoryInitialBytes / PAGE_BYTES,
    maximum: Math.ceil((memoryMaxBytes + SANDBOX_LIMITS.memoryOverheadBytes) / PAGE_BYTES),
  });
  const variant = newVariant(RELEASE_SYNC, { wasmMemory: memory });
  const module = await newQuickJSWASMModuleFromVariant(withNativeText(variant, memory));
  return { module, memory, memoryMaxBytes };
}

function withNativeText(
  variant: QuickJSSyncVariant,
  memory: { readonly buffer: ArrayBuffer },
): QuickJSSyncVariant {
  return {
    ...variant,
    async importModuleLoader() {
      const load = await variant.importModuleLoader();
      assert(typeof load === 'function', 'a variant of our own has a loader of its own');
      return async (options) => {
        const module = await load(options);
        useNativeText(module, memory);
        return module;
      };
    },
  };
}
