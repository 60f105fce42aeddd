/** Where a package goes and what is made of it; `null` when people would be given the stand-in for Electron. */
export function planPackage(runtime, isForTests) {
  if (isForTests) return { output: 'dist/for-tests', targets: ['--dir'] };
  return runtime.kind === 'release' ? { output: 'dist/release', targets: [] } : null;
}
