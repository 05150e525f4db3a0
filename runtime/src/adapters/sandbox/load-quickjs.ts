import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSWASMModule,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';

// Node has WebAssembly, its types do not.
declare const WebAssembly: {
  Memory: new (pages: {
    initial: number;
    maximum: number;
  }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
};

const PAGE_BYTES = 64 * 1024;
/** What the module declares as its least; it does not start with less. */
const PAGES_INITIAL = 256;

/** The interpreter, and how much memory it has taken so far. */
export type LoadedQuickJs = { module: QuickJSWASMModule; memoryMaxBytes: number; memoryTakenBytes(): number };

/** Loads QuickJS into memory of its own that cannot outgrow the script's limit and what the interpreter needs. */
export async function loadQuickJs(memoryMaxBytes: number): Promise<LoadedQuickJs> {
  const memory = new WebAssembly.Memory({
    initial: PAGES_INITIAL,
    maximum: Math.ceil((memoryMaxBytes + SANDBOX_LIMITS.memoryOverheadBytes) / PAGE_BYTES),
  });
  const variant = newVariant(RELEASE_SYNC, { wasmMemory: memory });
  return {
    module: await newQuickJSWASMModuleFromVariant(variant),
    memoryMaxBytes,
    memoryTakenBytes: () => memory.buffer.byteLength,
  };
}
