/** The little of WebAssembly that is used here; the types of ECMAScript do not know it. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number }) => LinearMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: LinearMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi })
  .WebAssembly;

export const PAGE_BYTES = 65_536;

export function newMemory(pages: number): LinearMemory {
  return new Memory({ initial: pages });
}

/** The functions of a program that runs on this memory. */
export function exportsOf(program: Uint8Array<ArrayBuffer>, memory: LinearMemory) {
  return new Instance(new Module(program), { env: { memory } }).exports;
}
