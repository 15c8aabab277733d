import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one plain line that any build server can read. */
export class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandled.length;
    let skipped = 0;
    for (const module of modules) {
      const before = failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
      // A file that broke outside its tests (an import, a hook) counts as one failure.
      if (module.state() === 'failed' && failed === before) failed += 1;
    }
    // After the default reporter's own summary.
    process.on('exit', () => {
      console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
    });
  }
}
