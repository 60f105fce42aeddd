import { FuseV1Options, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** What newer releases of Electron have and electron-builder's settings cannot name. */
const newerFuses = {
  // Electron's own choice: without it WebAssembly, and so every cryptographic step, is slower.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Sets every fuse of an executable. @throws Error when it has one that neither `decided` nor this file decides. */
export async function setEveryFuse(executable, decided) {
  const present = await getCurrentFuseWire(executable);
  const newer = Object.entries(newerFuses).filter(([fuse]) => fuse in present);
  await flipFuses(executable, { ...decided, ...Object.fromEntries(newer), strictlyRequireAllFuses: true });
}
