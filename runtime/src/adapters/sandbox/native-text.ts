/** The functions of an Emscripten module that carry text, as quickjs-emscripten calls them. */
type TextCarrier = {
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, at: number, bytesMax?: number): void;
};

/**
 * Lets a module write text with the host's encoder. Emscripten's own loop looks at every character in JavaScript, twice,
 * and cost as much as a fifth of a short script.
 */
export function useNativeText(module: TextCarrier, memory: { readonly buffer: ArrayBuffer }): void {
  const encoder = new TextEncoder();
  module.lengthBytesUTF8 = (text) => Buffer.byteLength(text);
  module.stringToUTF8 = (text, at, bytesMax = Buffer.byteLength(text) + 1) => {
    const target = new Uint8Array(memory.buffer, at, bytesMax);
    const { written } = encoder.encodeInto(text, target.subarray(0, bytesMax - 1));
    target[written] = 0;
  };
}
